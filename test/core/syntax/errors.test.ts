/** Texts that nginx refuses while reading, with the line and the words of its message. */
import { describe, expect, test } from "vitest";
import { PARSER } from "../../harness/parser.ts";
import { errors, inServer } from "./show.ts";

const END = 'unexpected end of file, expecting ";" or "}"';
const END_IN_BLOCK = 'unexpected end of file, expecting "}"';

describe("at the top of a file", () => {
  test.each([
    ["events {}\n;", ['2 unexpected-token: unexpected ";"']],
    ["events {}\n{ }", ['2 unexpected-token: unexpected "{"']],
    ["http { };", ['1 unexpected-token: unexpected ";"']],
    ["}", ['1 unexpected-token: unexpected "}"']],
    ["http { }\n}", ['2 unexpected-token: unexpected "}"']],
    ["{", ['1 unexpected-token: unexpected "{"']],
    ["events {}\nhttp {\nserver {\n", [`4 block-not-closed: ${END_IN_BLOCK}`]],
    ["worker_processes 1", [`1 directive-not-terminated: ${END}`]],
    ["worker_processes 1\n", [`2 directive-not-terminated: ${END}`]],
    ["http", [`1 block-not-opened: ${END}`]],
    ['user "abc', [`1 string-not-closed: ${END}`]],
    ["user 'abc\n", [`2 string-not-closed: ${END}`]],
    ["user a\\", [`1 directive-not-terminated: ${END}`]],
    ["events {}\n\0", [`2 directive-not-terminated: ${END}`]],
    ["events {}\n\u00a0\n", [`3 directive-not-terminated: ${END}`]],
    ["events {}\nhttp;\n", ['2 block-not-opened: directive "http" has no opening "{"']],
    ["user a { }", ['1 directive-not-terminated: directive "user" is not terminated by ";"']],
    ["\ufeffevents {}", ['1 byte-order-mark: unknown directive "\\xEF\\xBB\\xBFevents"']],
    ["\ufeff# hi\nevents {}", ['1 byte-order-mark: unknown directive "\\xEF\\xBB\\xBF#"']],
    [
      "a {}\ncontent_by_lua_block {\n x = {\n }\n",
      [
        "2 block-not-closed: unexpected end of file, expecting terminating characters for lua code block",
      ],
    ],
    ['http "{" }', ['1 block-not-opened: unexpected "}"']],
  ])("%j", (text, expected) => {
    expect(errors(text)).toEqual(expected);
  });
});

describe("in a server", () => {
  test.each([
    ["return 200;;", ['5 unexpected-token: unexpected ";"']],
    [
      "return 200 }",
      ['5 directive-not-terminated: unexpected "}"', '7 unexpected-token: unexpected "}"'],
    ],
    ["return 200", ['6 directive-not-terminated: unexpected "}"']],
    ["location / { return 200}", ['6 directive-not-terminated: unexpected "}"']],
    ['return 200 "a"# c\n;', ['5 unexpected-token: unexpected "#"']],
    ['return 200 "a"b;', ['5 unexpected-token: unexpected "b"']],
    ["return 200 'a'b;", ['5 unexpected-token: unexpected "b"']],
    ['return 200 "a""b";', ['5 unexpected-token: unexpected """']],
    ['return 200 "a",;', ['5 unexpected-token: unexpected ","']],
    ['return 200 "a"😀;', ['5 unexpected-token: unexpected "😀"']],
    ['location /a { return 200 "a"}', ['5 directive-not-terminated: unexpected "}"']],
    ['add_header X "abc;\nreturn 200;', [`9 string-not-closed: ${END}`]],
    ['add_header X "abc;\nadd_header Y "def";', ['6 string-not-closed: unexpected "d"']],
    ['return 200 "a\\";', [`8 string-not-closed: ${END}`]],
    ["location /;", ['5 block-not-opened: directive "location" has no opening "{"']],
    ["root /a { }", ['5 directive-not-terminated: directive "root" is not terminated by ";"']],
    ["location /\nreturn 200;\n}", ['6 block-not-opened: directive "location" has no opening "{"']],
    [
      "root /a\nlocation / { }",
      ['6 directive-not-terminated: directive "root" is not terminated by ";"'],
    ],
    ["rewrite ^/a{2}$ /b;", ['5 unexpected-token: directive "rewrite" is not terminated by ";"']],
    ["location ~ ^/a{2}$ { return 200; }", ['5 unexpected-token: unknown directive "2}$"']],
    ["types { text/html { } }", ['5 unexpected-token: unexpected "{"']],
    ["content_by_lua_block { x = {", [`8 block-not-closed: ${END_IN_BLOCK}`]],
  ])("%j", (text, expected) => {
    expect(errors(inServer(text))).toEqual(expected);
  });
});

describe("what nginx accepts has no error", () => {
  test.each([
    "",
    "\n \t\r\n",
    "# nothing",
    "events {} # end",
    "events {}\rhttp {\rserver {\rlisten 127.0.0.1:8080;\r}\r}",
    "events {}\r\nhttp {\r\n}\r\n",
    inServer("location /a#b { return 200 a#b; }"),
    inServer('return # one\n 200 # two\n "x" # three\n ;'),
    inServer("# } } { ; \" '\nreturn 200;"),
    inServer("location /a}b { return 200 c}d; }"),
    inServer("location /a\\{2\\} { }"),
    inServer('location ~ "^/a{2}$" { return 200; }'),
    inServer("server_name a\nroot /x;"),
    inServer("server_name a\n  b\n  root;"),
    inServer('add_header X abc";'),
    inServer('if ($uri = "a") { return 200; }'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of nginx
    inServer("return 200 ${uri}x;"),
    inServer("location /$uri{ }"),
    inServer('return 200 "a\nb;\nroot /c;\n";'),
    "map $a $b {\n  default 0;\n  server 1;\n  http 2;\n}",
    "location 1;\nexample.com 2;\nexample.net 3;\n",
    "events{}http{server{listen 127.0.0.1:8080;location /{return 200;}}}",
    "http {\n  foo {\n    server\n    listen 80;\n  }\n}",
  ])("%j", (text) => {
    expect(errors(text)).toEqual([]);
  });
});

describe("the buffer of 4096 bytes", () => {
  const long = 'too long parameter "aaaaaaaaaa..." started';
  const noQuote = 'too long parameter, probably missing terminating """ character';
  const rest = `;${"\n".repeat(9000)}`;
  test.each([
    [`user ${"a".repeat(4095)}${rest}`, undefined],
    [`user ${"a".repeat(4096)}${rest}`, long],
    [`user ${"a".repeat(4094)} ${rest}`, undefined],
    [`user ${"a".repeat(4095)} ${rest}`, long],
    [`user "${"a".repeat(4094)}"${rest}`, undefined],
    [`user "${"a".repeat(4095)}"${rest}`, long],
    [`user "${"a".repeat(4093)}" ${rest}`, undefined],
    [`user "${"a".repeat(4094)}" ${rest}`, long],
    [`user "${"a".repeat(4096)}"${rest}`, noQuote],
    [`#${"c".repeat(4094)}\n${rest.slice(1)}`, undefined],
    [`#${"c".repeat(4095)}\n${rest.slice(1)}`, 'too long parameter "#ccccccccc..." started'],
    [`#${"c".repeat(4095)}`, undefined],
    [`#${"c".repeat(4096)}`, 'too long parameter "#ccccccccc..." started'],
    [`user ${"é".repeat(2047)}a${rest}`, undefined],
    [`user ${"é".repeat(2048)}${rest}`, 'too long parameter "ééééé..." started'],
    [`user ${"日".repeat(1366)}${rest}`, 'too long parameter "日日日..." started'],
    [`user ${"😀".repeat(1024)}${rest}`, 'too long parameter "😀😀..." started'],
    [`user ${"😀".repeat(1023)}${rest}`, undefined],
  ])("case %#", (text, message) => {
    const found = PARSER.parse(text).errors.map((it) => it.message);
    expect(found).toEqual(message === undefined ? [] : [message]);
  });

  test("a string that is not closed and longer than that is noticed where it begins", () => {
    const text = inServer(`add_header X "abc;\n${"add_header Y def;\n".repeat(300)}`);
    expect(errors(text)).toEqual([`5 string-not-closed: ${noQuote}`]);
  });
});

test("no repair is certain where a placeholder in braces stands, or no name", () => {
  for (const text of [
    "server {\n  server_name {hosts};\n  {more}\n  root /x;\n}\n",
    "server {\n  root /x;\n  . . .\n}\n",
    "root /x;\n~\n",
  ]) {
    const fixes = PARSER.parse(text).errors.map(({ fix }) => fix?.title);
    expect(fixes.filter((it) => it !== 'Insert "}"' && it !== undefined)).toEqual([]);
    expect(fixes).not.toEqual([]);
  }
});
