/** Missing closing braces: where the block is taken to end, where the error is said, what the fix does. */
import { describe, expect, test } from "vitest";
import { applyEdits } from "#core";
import { conf } from "../../harness/fixture.ts";
import { PARSER } from "../../harness/parser.ts";
import { errors, outline } from "./show.ts";

const END_IN_BLOCK = 'block-not-closed: unexpected end of file, expecting "}"';

function fixed(text: string): string {
  const [error] = PARSER.parse(text).errors;
  return applyEdits(text, error?.fix?.edits ?? []);
}

test("a server before a server is refused by nginx at the second one", () => {
  const text = conf`
    http {
        server {
            listen 80;
            location / {
                root /a;
            }

        # the second one
        server {
            listen 81;
        }
    }
  `;
  expect(errors(text)).toEqual([
    '2 block-not-closed: "server" block opened here is not closed before line 9',
  ]);
  const [error] = PARSER.parse(text).errors;
  expect(error?.related.map((it) => it.message)).toEqual([
    'nginx says here: "server" directive is not allowed here',
  ]);
  expect(outline(text)).toEqual([
    "http {}",
    "  server {<no }>",
    "    listen 80",
    "    location / {}",
    "      root /a",
    "  server {}",
    "    listen 81",
  ]);
  expect(fixed(text).split("\n").slice(5, 9)).toEqual([
    "        }",
    "    }",
    "",
    "    # the second one",
  ]);
});

test("a location before a brace further left is noticed at the end of the file", () => {
  const text = conf`
    http {
        server {
            location / {
                root /a;
        }
        upstream u {
            server 127.0.0.1;
        }
    }
  `;
  expect(errors(text)).toEqual([
    '3 block-not-closed: "location" block opened here is not closed before line 6',
  ]);
  expect(outline(text)).toEqual([
    "http {}",
    "  server {}",
    "    location / {<no }>",
    "      root /a",
    "  upstream u {}",
    "    server 127.0.0.1",
  ]);
  expect(errors(fixed(text))).toEqual([]);
});

test("where nginx refuses nothing, the error is at the end of the file", () => {
  const text = conf`
    server {
        location /a {
            root /a;

        location /a/b {
            root /b;
        }
    }
  `;
  expect(errors(text)).toEqual([`9 ${END_IN_BLOCK}`]);
  expect(outline(text)).toEqual([
    "server {}",
    "  location /a {<no }>",
    "    root /a",
    "  location /a/b {}",
    "    root /b",
  ]);
  expect(fixed(text)).toContain("root /a;\n    }\n\n    location /a/b");
});

test.each([
  ["/a", "/b", 'location "/b" is outside location "/a"'],
  ["= /a", "/a/b", 'location "/a/b" cannot be inside the exact location "/a"'],
])("location %s before location %s", (outer, inner, complaint) => {
  const text = `server {\n    location ${outer} {\n        root /a;\n    location ${inner} {\n    }\n}\n`;
  expect(errors(text)).toEqual([
    '2 block-not-closed: "location" block opened here is not closed before line 4',
  ]);
  const [related] = PARSER.parse(text).errors[0]?.related ?? [];
  expect(related?.message).toBe(`nginx says here: ${complaint}`);
});

describe("without evidence in the indentation", () => {
  test("nothing is moved", () => {
    const text = "http {\nserver {\nlisten 80;\nroot /a;\n}\n";
    expect(errors(text)).toEqual([`6 ${END_IN_BLOCK}`]);
    expect(PARSER.parse(text).errors[0]?.fix).toBeUndefined();
    expect(outline(text)).toEqual(["http {<no }>", "  server {}", "    listen 80", "    root /a"]);
  });

  test("a directive that nginx refuses in the block closes it", () => {
    const text = "http {\nserver {\nlisten 80;\nserver {\nlisten 81;\n}\n}\n";
    expect(errors(text)).toHaveLength(1);
    expect(outline(text)).toEqual([
      "http {}",
      "  server {<no }>",
      "    listen 80",
      "  server {}",
      "    listen 81",
    ]);
  });
});

test("a flat line in a closed block is no evidence", () => {
  const text = conf`
    http {
        root /a;
    access_log /b;
        server {
            location / {
                root /c;

            location /d/ {
            }
        }
    }
  `;
  expect(errors(text)).toEqual([`12 ${END_IN_BLOCK}`]);
  expect(outline(text).at(1)).toBe("  root /a");
  expect(outline(text).at(-1)).toBe("    location /d/ {}");
});

test("several blocks at the end of the file are one error and one fix", () => {
  const text = "http {\n\tserver {\n\t\tlisten 80;";
  expect(errors(text)).toEqual([`3 ${END_IN_BLOCK}`]);
  expect(PARSER.parse(text).errors[0]?.related.map((it) => it.message)).toEqual([
    '"server" block opened here is not closed',
    '"http" block opened here is not closed',
  ]);
  expect(fixed(text)).toBe("http {\n\tserver {\n\t\tlisten 80;\n\t}\n}");
});

test("the fix keeps the line ends of the file", () => {
  const text = "http {\r\n    server {\r\n        listen 80; # c\r\n}\r\n";
  expect(fixed(text)).toBe("http {\r\n    server {\r\n        listen 80; # c\r\n    }\r\n}\r\n");
});

test("a brace too many is removed", () => {
  const text = "server {\n    listen 80;\n}\n}\n";
  expect(errors(text)).toEqual(['4 unexpected-token: unexpected "}"']);
  expect(fixed(text)).toBe("server {\n    listen 80;\n}\n\n");
});
