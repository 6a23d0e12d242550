import { expect, test } from "vitest";
import { complete } from "#core";
import { completeAt, labelsAt } from "../../harness/completion.ts";
import { openFixture } from "../../harness/feature.ts";
import { conf } from "../../harness/fixture.ts";

test.each([
  [
    "a name before the next directive",
    "http {\n  server {\n    list$0\n    server_name a;\n  }\n}",
    "listen",
  ],
  ["a name before the block's end", "http {\n  server {\n    list$0\n  }\n}", "listen"],
  [
    "a name behind an unfinished directive",
    "http {\n  server {\n    listen 80\n    server_n$0\n  }\n}",
    "server_name",
  ],
  ["a name in a block without end", "http {\n  server {\n    list$0", "listen"],
  ["a name in blocks without end, on one line", "http { server { $0", "listen"],
  ["a value in blocks without end, on one line", "http { server { listen 443 $0", "ssl"],
  ["a name in an empty block without end", "http {\n  server {\n    $0", "listen"],
  [
    "a name on an empty line behind an unfinished one",
    "http {\n  server {\n    listen 80\n    $0\n  }\n}",
    "server_name",
  ],
  [
    "a value before the next directive",
    "http {\n  ssl_protocols TLSv1.2 $0\n  gzip on;\n}",
    "TLSv1.3",
  ],
  [
    "a value behind an unfinished directive",
    "http {\n  listen 80\n  ssl_protocols $0\n  gzip on;\n}",
    "TLSv1.3",
  ],
  ["a value on a line of its own", "http {\n  ssl_protocols TLSv1.2\n      $0;\n}", "TLSv1.3"],
  [
    "in an open string",
    'http {\n  ssl_ciphers "ECDHE-RSA-AES128-GCM-SHA256:$0\n  gzip on;\n}',
    "ECDHE-RSA-AES256-GCM-SHA384",
  ],
  [
    "in a closed string",
    "http { ssl_ciphers 'ECDHE-RSA-AES128-GCM-SHA256:$0'; }",
    "ECDHE-RSA-AES256-GCM-SHA384",
  ],
  [
    "a name below an open string",
    'http {\n  add_header X "foo\n  proxy_ssl_v$0\n}',
    "proxy_ssl_verify",
  ],
  ["behind a comment", "http {\n  # comment\n  gz$0\n}", "gzip"],
  ["between comments", "http {\n  gzip # why\n    $0; # because\n}", "on"],
  [
    "with a location that is not closed",
    "http {\n  server {\n    location / {\n      proxy_p$0\n    listen 80;\n  }\n}",
    "proxy_pass",
  ],
  ["behind a block on the same line", "http { server { } ups$0\n}", "upstream"],
  [
    "on Windows",
    "http {\r\n  server {\r\n    list$0\r\n    server_name a;\r\n  }\r\n}\r\n",
    "listen",
  ],
])("%s", async (_, text, expected) => {
  expect(await labelsAt(text)).toContain(expected);
});

test.each([
  ["in a comment", "http { # proxy_p$0\n}"],
  ["in a comment behind a directive", "http { gzip on; # proxy$0\n}"],
  ["in Lua", "http { server { location / { content_by_lua_block { ngx.say(p$0) } } } }"],
  ["behind the last argument", "http { gzip on $0; }"],
  ["at a quoted name", 'http { "gz$0" on; }'],
])("nothing is offered %s", async (_, text) => {
  expect(await labelsAt(text)).toEqual([]);
});

test("a space asks for values, not for directives", async () => {
  const trigger = " ";
  expect(await labelsAt("http { gzip on; $0 }", { trigger })).toEqual([]);
  expect(await labelsAt("http { gzip $0 }", { trigger })).toEqual(["on", "off"]);
});

test("multi-line values keep their directive", async () => {
  const { labels } = await completeAt(conf`
    http {
        log_format main '$remote_addr '
                        '$$0';
    }
  `);
  expect(labels).toContain("$status");
});

test("what is offered while a line is typed never fails, at any character of it", async () => {
  const line = '    proxy_set_header X-Forwarded-For "$proxy_add_x_forwarded_for"; # comment';
  for (let end = 0; end <= line.length; end++) {
    const text = `http {\n  server {\n${line.slice(0, end)}$0\n    listen 80;\n  }\n}\n`;
    const { configs, file, cursor, session } = await openFixture(text);
    const found = await complete({ configs, file, offset: cursor.offset, files: session });
    const { insert, replace } = found ?? { insert: cursor, replace: cursor };
    if (!("start" in insert) || !("start" in replace)) continue;
    expect(insert.start).toBe(replace.start);
    expect(insert.end).toBe(cursor.offset);
    expect(replace.end).toBeGreaterThanOrEqual(cursor.offset);
    expect(file.text.slice(replace.start, replace.end)).not.toContain("\n");
  }
});
