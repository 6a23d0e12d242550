/** Incremental parsing gives what parsing anew gives, and no text is too much. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Directive } from "#core";
import { PARSER } from "../../harness/parser.ts";
import { everything, outlineOf } from "./show.ts";

const PIECES = [
  "server",
  "listen 80",
  "root /a",
  "location /",
  "map $a $b",
  "prox",
  "content_by_lua_block",
  "^/a{2}$",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of nginx
  "${a}",
  '"',
  "'",
  '"a b"',
  ";",
  ";\n",
  "{",
  " {\n",
  "}",
  "\n}\n",
  "#",
  "# c\n",
  "\\",
  "\n",
  "\r\n",
  "    ",
  "\t",
  "é😀",
  "\u017f\u212a",
  "\ufeff",
  "\0",
  "--[[",
  "]]",
];

const texts = fc.array(fc.constantFrom(...PIECES, " "), { maxLength: 40 }).map((it) => it.join(""));

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 8 }),
    insert: fc.oneof(fc.constantFrom(...PIECES), texts),
  }),
  { minLength: 1, maxLength: 6 },
);

test("any text after any edits: as if parsed anew", () => {
  fc.assert(
    fc.property(texts, edits, (start, changes) => {
      const open = PARSER.open(start);
      let text = start;
      for (const { at, remove, insert } of changes) {
        const offset = Math.floor(at * text.length);
        text = text.slice(0, offset) + insert + text.slice(offset + remove);
        open.update(text);
        expect(open.text).toBe(text);
        expect(everything(open.tree)).toEqual(everything(PARSER.parse(text)));
      }
      open.dispose();
    }),
    { numRuns: 300 },
  );
});

const VALID = `# shop
events { }
http {
    include mime.types; # types
    log_format timed '$remote_addr "$request"' # comment inside
                     '$status';
    map $uri $kind {
        default other;
        "~^/a{2}" api;
    }
    upstream backend {
        server 10.0.0.1:80;
        server 10.0.0.2:80 backup;
    }
    server {
        listen 80;
        location / { proxy_pass http://backend; }
        location ~ "^/b{2}/" {
            content_by_lua_block { local t = { "}" } }
            add_header X-Site "a; \\"b\\"" always;
            if ($uri) { return 405; }
        }
    }
    server {
        server_name example.com;
        location /x {
            proxy_ssl_verify on;
        }
    }
}
stream { server { listen 443; proxy_pass backend; } }
`;

test("a valid configuration after any edits: as if parsed anew", () => {
  fc.assert(
    fc.property(edits, (changes) => {
      const open = PARSER.open(VALID);
      const before = everything(open.tree);
      const { tree } = open;
      let text = VALID;
      for (const { at, remove, insert } of changes) {
        const offset = Math.floor(at * text.length);
        text = text.slice(0, offset) + insert + text.slice(offset + remove);
        open.update(text);
        expect(everything(open.tree)).toEqual(everything(PARSER.parse(text)));
      }
      open.update(VALID);
      expect(everything(open.tree)).toEqual(before);
      expect(everything(tree)).toEqual(before);
      open.dispose();
    }),
    { numRuns: 150 },
  );
});

test("directives that at most move keep their wording, also while a brace or quote is missing", () => {
  const open = PARSER.open("a 1;\nhttp { b 2; server { c 3; } }\nd 4;\n");
  const wordings = new Map(flat(open.tree.directives).map((it) => [it.name.text, it.wording]));
  for (const typed of ["x;", "x y; ;", "{", "}", 'y "x', ""]) {
    open.update(`a 1;\nhttp { b 2; ${typed}\nserver { c 3; } }\nd 4;\n`);
    const found = flat(open.tree.directives).filter((it) => wordings.has(it.name.text));
    expect(found.map((it) => it.name.text).join()).toBe("a,http,b,server,c,d");
    for (const it of found) expect(it.wording, typed).toBe(wordings.get(it.name.text));
  }
  open.dispose();
});

function flat(directives: readonly Directive[]): Directive[] {
  return directives.flatMap((it) => [it, ...flat(it.block?.directives ?? [])]);
}

test("a large file, edited in the middle", () => {
  const block = "server {\n  listen 80;\n  location / {\n    root /a;\n  }\n}\n";
  const before = `http {\n${block.repeat(300)}`;
  const open = PARSER.open(`${before}${block.repeat(300)}}\n`);
  for (const typed of ["p", "pr", "prox", 'add_header X "', "}", "location / {", ""]) {
    const text = `${before}${typed}\n${block.repeat(300)}}\n`;
    open.update(text);
    expect(everything(open.tree)).toEqual(everything(PARSER.parse(text)));
  }
  open.dispose();
});

test("a brace that ends a word closes no block where none is open any more", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of nginx
  const { errors } = PARSER.parse("{'\n}\n${a\\' {\n     l {\n${a}isten 80}");
  expect(errors.length).toBeGreaterThan(0);
});

test("an update does not touch the tree that was there before", () => {
  const open = PARSER.open("a b;");
  const { tree } = open;
  open.update("c;");
  open.dispose();
  expect(outlineOf(tree)).toEqual(["a b"]);
  expect(outlineOf(open.tree)).toEqual(["c"]);
});

test("spans lie in the text and errors are in its order", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const tree = PARSER.parse(text);
      const starts = tree.errors.map((it) => it.span.start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      for (const { span, related, fix } of tree.errors) {
        const all = [
          span,
          ...related.map((it) => it.span),
          ...(fix?.edits ?? []).map((it) => it.span),
        ];
        for (const { start, end } of all) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

describe("extreme texts", () => {
  test.each([
    ["nested blocks", "location / {\n".repeat(20_000), 1],
    ["nested and closed blocks", "location / {".repeat(20_000) + "}".repeat(20_000), 0],
    ["blocks without names", "{".repeat(20_000), 20_000],
    ["closing braces", "}".repeat(100_000), 100_000],
    ["semicolons", ";".repeat(100_000), 100_000],
    ["a long word", "a".repeat(1_000_000), 2],
    ["one directive of many lines", `root${"\nlisten".repeat(20_000)};`, 10_000],
    ["merged directives", `${"root a b c\n".repeat(20_000)};`, 19_999],
    ["blocks that are not closed", "server {\n  listen 80;\n".repeat(20_000), 20_000],
    ["quotes", "\"'".repeat(20_000), undefined],
    ["lines with an open quote", 'a "b;\n'.repeat(5_001), undefined],
  ])("%s", (_, text, count) => {
    const { errors } = PARSER.parse(text);
    if (count === undefined) expect(errors.length).toBeGreaterThan(0);
    else expect(errors.length).toBe(count);
  });
});
