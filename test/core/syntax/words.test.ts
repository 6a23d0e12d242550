import { expect, test } from "vitest";
import { PARSER } from "../../harness/parser.ts";

function wordsOf(text: string) {
  const [directive] = PARSER.parse(text).directives;
  return directive ? [directive.name, ...directive.args] : [];
}

test.each([
  ["a \"b c\" 'd e';", ["a", "b c", "d e"]],
  ["a \"\" '';", ["a", "", ""]],
  [String.raw`a "\"" '\'' \" x\'y \\ "\\";`, ["a", '"', "'", '"', "x'y", "\\", "\\"]],
  [String.raw`a \t "\r" x\ny;`, ["a", "\t", "\r", "x\ny"]],
  [String.raw`a \. \d "\$x" \; \ b \x41;`, ["a", "\\.", "\\d", "\\$x", "\\;", "\\ b", "\\x41"]],
  ['a it\'s b"c d";', ["a", "it's", 'b"c', 'd"']],
  ["a b#c # d\n e;", ["a", "b#c", "e"]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's variables
  ["a ${b}c $d ${{e}} x};", ["a", "${b}c", "$d", "${{e}}", "x}"]],
  ["a\n  b\r\n\tc;", ["a", "b", "c"]],
  ['a "b\nc";', ["a", "b\nc"]],
  ["a \u00a0 b\vc;", ["a", "\u00a0", "b\vc"]],
  ["a b\0c;", ["a", "b\0c"]],
  ["é 日本 😀;", ["é", "日本", "😀"]],
  ['if ($a = "b") {}', ["if", "($a", "=", "b", ")"]],
])("%j has the words nginx sees", (text, expected) => {
  expect(wordsOf(text).map((it) => it.text)).toEqual(expected);
});

test("raw, quote and span are as written", () => {
  const text = `# é😀\nadd_header "X\\"Y" 'z' w;`;
  const words = wordsOf(text);
  expect(words.map((it) => it.raw)).toEqual(["add_header", '"X\\"Y"', "'z'", "w"]);
  expect(words.map((it) => it.quote)).toEqual(["", '"', "'", ""]);
  expect(words.map(({ span }) => text.slice(span.start, span.end))).toEqual(
    words.map((it) => it.raw),
  );
});

test("a string that is not closed has the text after its quote", () => {
  const [, , value] = wordsOf('add_header X "a\\"b c;\n');
  expect(value?.text).toBe('a"b c');
  expect(value?.raw).toBe('"a\\"b c');
  expect(value?.quote).toBe('"');
});

test("spans of directives and blocks", () => {
  const text = "a { b c ; }";
  const [a] = PARSER.parse(text).directives;
  const b = a?.block?.directives[0];
  expect(a?.span).toEqual({ start: 0, end: 11 });
  expect(a?.block?.span).toEqual({ start: 2, end: 11 });
  expect(b?.span).toEqual({ start: 4, end: 9 });
});

test("comments end before the line end", () => {
  const text = "#a\r\nb; # c } \n{#d";
  const { comments } = PARSER.parse(text);
  expect(comments.map((it) => text.slice(it.start, it.end))).toEqual(["#a", "# c } ", "#d"]);
});

test("Lua code is a span, not a block", () => {
  const text = 'set_by_lua_block $x { return "}" .. {} }\nroot /a;';
  const [lua, root] = PARSER.parse(text).directives;
  expect(lua?.block).toBeUndefined();
  expect(lua?.code && text.slice(lua.code.start, lua.code.end)).toBe(' return "}" .. {} ');
  expect(lua?.args.map((it) => it.text)).toEqual(["$x"]);
  expect(root?.name.text).toBe("root");
});

test("an empty Lua block", () => {
  const [lua] = PARSER.parse("content_by_lua_block {}").directives;
  expect(lua?.code).toEqual({ start: 22, end: 22 });
});
