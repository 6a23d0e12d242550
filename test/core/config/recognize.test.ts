import { expect, test } from "vitest";
import { readsLikeNginx } from "../../../core/config/recognize.ts";
import { SourceFile } from "../../../core/config/source-file.ts";
import { PARSER } from "../../harness/parser.ts";

function reads(text: string): boolean {
  return readsLikeNginx(new SourceFile("/x.conf", text, PARSER.parse(text)));
}

test.each([
  "server { listen 80; }",
  "proxy_set_header Host $host;\nproxy_http_version 1.1;",
  "include a.conf;\ninclude b/*.conf;",
  "if ($host = a) { return 404; }",
  "content_by_lua_block { ngx.say(1) }",
  "map $a $b { x y; z w; }",
  "{% if a %}\nmap {{ item.map }} {\n  default {{ b }};\n}\n{% endif %}\n",
  "server {\n  @A@listen 80;\n  @B@listen 80;\n  include a;\n}\n",
])("nginx: %s", (text) => {
  expect(reads(text)).toBe(true);
});

test.each([
  '// Local settings\ninclude "/etc/bind/named.conf.options";\ninclude "/etc/bind/named.conf.local";\n',
  'options { directory "/var/cache/bind"; };\nzone "." { type hint; };\ninclude "a";',
  "if ($programname == 'x') then {\n  stop\n}\n",
  'if [type] == "x" {\n  mutate { }\n}\n',
  "protocol lda {\n  mail_plugins = $mail_plugins\n}\n",
  "map {\n  pattern = shared/$to\n  table = shared\n}\n",
  'set $.outputs = "local";\nruleset(name="a") {\n}\n',
  "# only a comment\n",
])("not nginx: %s", (text) => {
  expect(reads(text)).toBe(false);
});
