import { expect, test } from "vitest";
import { SourceFile } from "../../../core/config/source-file.ts";
import { PARSER } from "../../harness/parser.ts";

interface Counted {
  readonly file: SourceFile;
  parses(): number;
}

function counted(text: string): Counted {
  let parses = 0;
  const file = new SourceFile("/nginx.conf", text, () => {
    parses++;
    return PARSER.parse(text);
  });
  return { file, parses: () => parses };
}

test("a text is parsed when its tree is first asked for, once", () => {
  const { file, parses } = counted("user www;");
  expect(parses()).toBe(0);
  expect(file.tree.directives.map((it) => it.name.text)).toEqual(["user"]);
  expect(file.tree).toBe(file.tree);
  expect(parses()).toBe(1);
});

test("a text without the word includes nothing, unparsed", () => {
  const { file, parses } = counted("http { server { listen 80; } }");
  expect(file.includes).toEqual([]);
  expect(parses()).toBe(0);
});

test("includes are found at any depth, in order, quoted or not", () => {
  const { file } = counted('http { server { "include" a; } }\ninclude b;\n# include c;\ninclude;');
  expect(file.includes.map((it) => it.args[0]?.text)).toEqual(["a", "b"]);
});
