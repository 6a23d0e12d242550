import { describe, expect, test } from "vitest";
import { applyEdits, DEFAULT_SETTINGS, type FileEdit, type Located, Session } from "#core";
import {
  appendArgument,
  insertAfter,
  removeDirective,
  removeWord,
  replaceArguments,
  replaceSpan,
  replaceWord,
  textOf,
} from "../../../core/rules/shared/edits.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const PATH = "/etc/nginx/nginx.conf";

/** `text` after the edit of its first directive named `here`. */
async function edited(text: string, edit: (here: Located) => FileEdit): Promise<string> {
  const made = edit(await find(text));
  expect(made.file).toBe(PATH);
  return applyEdits(text, [made]);
}

async function find(text: string): Promise<Located> {
  const session = new Session(PARSER, memoryHost({ [PATH]: text }));
  const config = await session.config(PATH, { settings: DEFAULT_SETTINGS });
  for (const scope of config?.root.inward() ?? []) {
    const [here] = scope.named("here");
    if (here) return here;
  }
  throw new Error("no such directive");
}

function word({ directive }: Located, index: number) {
  const found = directive.args[index];
  if (!found) throw new Error("no such word");
  return found;
}

describe("words", () => {
  test("a word goes with its quotes", async () => {
    const edit = (here: Located) => replaceWord(here.file, word(here, 0), "b");
    expect(await edited('here "a" c;\n', edit)).toBe("here b c;\n");
  });

  test("a part of a word", async () => {
    const edit = (here: Located) => {
      const { start } = word(here, 0).span;
      return replaceSpan(here.file, { start, end: start + 4 }, "https");
    };
    expect(await edited("here http://a;\n", edit)).toBe("here https://a;\n");
  });

  test.each([
    [0, "here\tb\n    c;\n"],
    [1, "here  a\n    c;\n"],
    [2, "here  a\tb;\n"],
  ])("word %i goes with the space before it", async (index, expected) => {
    const edit = (here: Located) => removeWord(here.file, here.directive, word(here, index));
    expect(await edited("here  a\tb\n    c;\n", edit)).toBe(expected);
  });
});

describe("arguments", () => {
  test.each([
    ["here off;\n", "here on;\n"],
    ["here   a  'b c' ;\n", "here   on ;\n"],
    ["here;\n", "here on;\n"],
    ["here a { x 1; }\n", "here on { x 1; }\n"],
  ])("all of %j are replaced", async (text, expected) => {
    expect(await edited(text, (here) => replaceArguments(here, "on"))).toBe(expected);
  });

  test.each([
    ["here a  b ;\n", "here a  b c ;\n"],
    ["here;\n", "here c;\n"],
  ])("one is added to %j", async (text, expected) => {
    expect(await edited(text, (here) => appendArgument(here, "c"))).toBe(expected);
  });
});

describe("insertion", () => {
  const insert = (here: Located) => insertAfter(here, ["x 1;", "y 2;"]);

  test.each([
    ["on lines of their own", "{\n\t here a;\n}\n", "{\n\t here a;\n\t x 1;\n\t y 2;\n}\n"],
    ["behind a comment", "{\n  here a; # why\n\n}\n", "{\n  here a; # why\n  x 1;\n  y 2;\n\n}\n"],
    ["behind trailing space", "{\n  here a;  \n}\n", "{\n  here a;  \n  x 1;\n  y 2;\n}\n"],
    ["on the line of neighbours", "{ here a; b c; }\n", "{ here a; x 1; y 2; b c; }\n"],
    ["behind a neighbour", "{\n  b c; here a;\n}\n", "{\n  b c; here a; x 1; y 2;\n}\n"],
    [
      "behind a directive of several lines",
      "{\n  here a\n       b;\n}\n",
      "{\n  here a\n       b;\n  x 1;\n  y 2;\n}\n",
    ],
    [
      "behind a block",
      "{\n  here a {\n    b c;\n  }\n}\n",
      "{\n  here a {\n    b c;\n  }\n  x 1;\n  y 2;\n}\n",
    ],
    [
      "with the file's line ends",
      "{\r\n  here a;\r\n}\r\n",
      "{\r\n  here a;\r\n  x 1;\r\n  y 2;\r\n}\r\n",
    ],
  ])("%s", async (_, text, expected) => {
    expect(await edited(`http ${text}`, insert)).toBe(`http ${expected}`);
  });

  test("at the end of a text without a line end", async () => {
    expect(await edited("here a;", insert)).toBe("here a;\nx 1;\ny 2;");
  });
});

describe("deletion", () => {
  test.each([
    ["with its line", "a b;\n  here c;\nd e;\n", "a b;\nd e;\n"],
    ["with all its lines", "a b;\nhere c\n     d;\ne f;\n", "a b;\ne f;\n"],
    ["with its line, CRLF", "a b;\r\n  here c;\r\nd e;\r\n", "a b;\r\nd e;\r\n"],
    ["at the end of a text", "a b;\nhere c;", "a b;\n"],
    ["between neighbours", "a b; here c; d e;\n", "a b; d e;\n"],
    ["before a neighbour", "  here c; d e;\n", "  d e;\n"],
    ["behind a neighbour", "  a b;  here c;\n", "  a b;\n"],
    ["in a block of one line", "http { here c; }\n", "http { }\n"],
    ["before a comment", "  here c; # why\n", "  # why\n"],
  ])("%s", async (_, text, expected) => {
    expect(await edited(text, removeDirective)).toBe(expected);
  });
});

test("a directive's text keeps its quotes and loses its layout", async () => {
  expect(textOf(await find("here  X-Note\n  'a  b';\n"))).toBe("here X-Note 'a  b';");
});
