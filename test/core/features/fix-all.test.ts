import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, fixAll, type Rule, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const OPTIONS = { settings: DEFAULT_SETTINGS };
const MAIN = "/etc/nginx/nginx.conf";
const SITE = "/etc/nginx/site.conf";

interface Edit {
  /** Offsets into `root`'s first argument. */
  readonly at: readonly [number, number];
  readonly text: string;
}

/** A rule about the argument of each `root`: one finding with one fix for each list of edits. */
function rootRule(
  id: string,
  fixesOf: (argument: string) => readonly (readonly Edit[])[],
  safety: "safe" | "unsafe" = "safe",
): Rule {
  return {
    id,
    severity: "warning",
    docs: { summary: "A sample", why: "For tests.", references: ["https://example.com"] },
    examples: [{ bad: "", good: "" }],
    directives: ["root"],
    checkDirective({ directive, file }, ctx) {
      const [word] = directive.args;
      if (!word) return;
      for (const [index, edits] of fixesOf(word.text).entries()) {
        const fix = edits.map(({ at: [start, end], text }) => ({
          file: file.path,
          span: { start: word.span.start + start, end: word.span.start + end },
          newText: text,
        }));
        const message = `Finding ${index}`;
        const fixes = [{ title: "Fix", safety, edits: fix }];
        ctx.report({ file, span: word.span, message, fixes });
      }
    },
  };
}

async function fixed(
  rules: readonly Rule[],
  files: Record<string, string>,
  accept?: (finding: Finding) => boolean,
): Promise<Record<string, string>> {
  const session = new Session(PARSER, memoryHost(files), rules);
  return Object.fromEntries(await fixAll(session, MAIN, OPTIONS, accept));
}

const shorten = rootRule("shorten", (it) =>
  it.length > 2 ? [[{ at: [it.length - 1, it.length], text: "" }]] : [],
);

test("fixes are applied until none is left", async () => {
  expect(await fixed([shorten], { [MAIN]: "http { root /abcd; }" })).toEqual({
    [MAIN]: "http { root /a; }",
  });
});

test("fixes that never end are applied ten times", async () => {
  const grow = rootRule("grow", () => [[{ at: [1, 1], text: "x" }]]);
  expect(await fixed([grow], { [MAIN]: "http { root /; }" })).toEqual({
    [MAIN]: "http { root /xxxxxxxxxx; }",
  });
});

test("a text that ends as it began is not a change", async () => {
  const flip = rootRule("flip", (it) => [[{ at: [0, 2], text: it === "/a" ? "/b" : "/a" }]]);
  expect(await fixed([flip], { [MAIN]: "http { root /a; }" })).toEqual({});
});

test("of fixes that overlap or touch, each is judged on the result of the one before", async () => {
  const add = (id: string) =>
    rootRule(id, (it) => (it.includes("x") ? [] : [[{ at: [it.length, it.length], text: "x" }]]));
  expect(await fixed([add("first"), add("second")], { [MAIN]: "http { root /a; }" })).toEqual({
    [MAIN]: "http { root /ax; }",
  });
});

test("a fix is applied whole or not at all", async () => {
  const swap = rootRule("swap", (it) =>
    it === "/ab"
      ? [
          [{ at: [1, 2], text: "AA" }],
          [
            { at: [0, 1], text: "/wrong/" },
            { at: [1, 3], text: "wrong" },
          ],
        ]
      : [],
  );
  expect(await fixed([swap], { [MAIN]: "http { root /ab; }" })).toEqual({
    [MAIN]: "http { root /AAb; }",
  });
});

test("unsafe fixes are left to the user", async () => {
  const unsafe = rootRule("unsafe", () => [[{ at: [0, 1], text: "" }]], "unsafe");
  expect(await fixed([unsafe], { [MAIN]: "http { root /a; }" })).toEqual({});
});

test("other files are left alone unless their findings are accepted", async () => {
  const files = {
    [MAIN]: "http { root /abc; include site.conf; }",
    [SITE]: "root /def;",
  };
  const onlyMain = { [MAIN]: "http { root /a; include site.conf; }" };
  expect(await fixed([shorten], files)).toEqual(onlyMain);
  expect(await fixed([shorten], files, () => true)).toEqual({ ...onlyMain, [SITE]: "root /d;" });
  expect(await fixed([shorten], files, (it) => it.rule === "other")).toEqual({});
});

test("a file that does not exist has no fixes", async () => {
  expect(await fixed([shorten], {})).toEqual({});
});
