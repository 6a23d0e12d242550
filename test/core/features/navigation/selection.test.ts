import { expect, test } from "vitest";
import { selectionAt } from "#core";
import { openFixture } from "../../../harness/feature.ts";

async function selected(fixture: string): Promise<string[]> {
  const { file, cursor } = await openFixture(fixture);
  return selectionAt(file, cursor.offset).map(({ start, end }) => file.text.slice(start, end));
}

test.each([
  [
    "http { ssl_ciphers 'A-B:C$0-D:!E'; gzip on; }",
    [
      "C-D",
      "A-B:C-D:!E",
      "'A-B:C-D:!E'",
      "ssl_ciphers 'A-B:C-D:!E';",
      "ssl_ciphers 'A-B:C-D:!E'; gzip on;",
      " ssl_ciphers 'A-B:C-D:!E'; gzip on; ",
      "{ ssl_ciphers 'A-B:C-D:!E'; gzip on; }",
      "http { ssl_ciphers 'A-B:C-D:!E'; gzip on; }",
    ],
  ],
  ["set $a x$$0{uri}y;", [`\${uri}`, `x\${uri}y`, `$a x\${uri}y`, `set $a x\${uri}y;`]],
  [
    "limit_req zone=o$0ne burst=5;",
    ["one", "zone=one", "zone=one burst=5", "limit_req zone=one burst=5;"],
  ],
  [
    "proxy_pass https://po$0ol/a/b;",
    ["pool", "pool/a/b", "https://pool/a/b", "proxy_pass https://pool/a/b;"],
  ],
  ["user a; # o$0ne\n# two\n", ["one", "# one", "# one\n# two", "user a; # one\n# two\n"]],
  ["location$0 /a { }", ["location", "location /a", "location /a { }"]],
  ["http {$0 }", [" ", "{ }", "http { }"]],
])("%j", async (fixture, wanted) => {
  expect(await selected(fixture)).toEqual(wanted);
});

test("Lua code, then its directive", async () => {
  const text = 'location / { content_by_lua_block { ngx$0.say("x") } }';
  expect((await selected(text)).slice(0, 2)).toEqual([
    ' ngx.say("x") ',
    'content_by_lua_block { ngx.say("x") }',
  ]);
});
