import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, type Outcome, places, runCli } from "./run-cli.ts";

const SITE = "server {\n  server_tokens on;\n}\n";

async function checkFolder(folder: string, name = "."): Promise<Outcome> {
  return runCli(folder, ["check", "--format", "json", name]);
}

function filesOf({ stdout }: Outcome): unknown {
  return JSON.parse(stdout).files;
}

test("main files are found by what they hold, and the rest is judged as fragments", async () => {
  const folder = folderWith({
    "a/nginx.conf": "events {}\nhttp { include conf.d/*.conf; }\n",
    "a/conf.d/site.conf": SITE,
    "a/conf.d/off.conf.disabled": SITE,
    "b/proxy.conf": "stream {}\n",
    "b/sites-available/example.com": SITE,
    "b/snippets/tls.conf": "ssl_protocols TLSv1.3;\n",
    "c/notes": SITE,
  });
  const outcome = await checkFolder(folder);
  expect(filesOf(outcome)).toEqual([
    "a/conf.d/off.conf.disabled",
    "a/conf.d/site.conf",
    "a/nginx.conf",
    "b/proxy.conf",
    "b/sites-available/example.com",
    "b/snippets/tls.conf",
  ]);
  expect(places(outcome)).toEqual([
    "a/conf.d/off.conf.disabled:2:17 tokens-shown",
    "a/conf.d/site.conf:2:17 tokens-shown",
    "b/sites-available/example.com:2:17 tokens-shown",
  ]);
});

test("what is not nginx configuration is left alone", async () => {
  const folder = folderWith({
    "apache.conf": 'Listen 80\n<VirtualHost *:80>\n  ServerName "x"\n</VirtualHost>\n',
    "supervisor.conf": "[program:x]\ncommand=/bin/x\nuser=www-data\n",
    "akka.conf": 'akka {\n  loglevel = "INFO"\n}\nhttp {\n  port = 80\n}\n',
    "named.conf": 'options {\n  directory "/var/cache";\n};\nzone "x" { type master; };\n',
    "binary.conf": "http {\0}",
    "template.conf.j2": "[x]\nname = {{ x }}\n",
    "template.conf.in": "http { server_tokens on; }",
    "node_modules/x/nginx.conf": "http { server_tokens on; }",
    ".git/nginx.conf": "http { server_tokens on; }",
    "conf.d/README.md": "server { }",
    "empty.conf": "",
  });
  const outcome = await checkFolder(folder);
  expect(JSON.parse(outcome.stdout)).toEqual({
    version: 1,
    files: [],
    findings: [],
    suppressed: [],
  });
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toContain("no nginx configuration found");
});

test("templates are found, and judged with their tags understood", async () => {
  const folder = folderWith({
    "roles/nginx/templates/nginx.conf.j2": [
      "{# managed #}",
      "events {}",
      "http {",
      "  {% if x %}",
      "  server_tokens on;",
      "  {% else %}",
      "  server_tokens off;",
      "  {% endif %}",
      "  {{ extra }}",
      "}",
    ].join("\n"),
    "site.conf.template": "server { listen \u0024{PORT}; server_tokens on; }\n",
    "x.conf.erb": "server { server_tokens <%= @x %>; }\n",
  });
  expect(places(await checkFolder(folder))).toEqual([
    "roles/nginx/templates/nginx.conf.j2:5:17 tokens-shown",
    "site.conf.template:1:40 tokens-shown",
  ]);
});

test("a main file with a syntax error is still found", async () => {
  const folder = folderWith({ "nginx.conf": "http {\n  server_tokens on;\n  server {\n" });
  expect(places(await checkFolder(folder))).toEqual(["nginx.conf:2:17 tokens-shown"]);
});

test("a main file that another one includes is part of that one", async () => {
  const folder = folderWith({
    "nginx.conf": "http {}\ninclude parts/stream.conf;\n",
    "parts/stream.conf": "stream { include parts/inner.conf; }\n",
    "parts/inner.conf": "server { proxy_ssl_verify off; }\n",
  });
  const outcome = await checkFolder(folder);
  expect(filesOf(outcome)).toEqual(["nginx.conf", "parts/inner.conf", "parts/stream.conf"]);
  expect(places(outcome)).toEqual(["parts/inner.conf:1:27 verify-off"]);
});

test("links: sites-enabled is not judged twice, and loops end", async () => {
  const folder = folderWith({
    "nginx.conf": "http { include sites-enabled/*; }\n",
    "sites-available/on": SITE,
    "sites-available/off": "server { sendfile on; }\n",
    "sites-enabled/.keep": "",
  });
  symlinkSync("../sites-available/on", join(folder, "sites-enabled/on"));
  symlinkSync("..", join(folder, "sites-enabled/loop"));
  symlinkSync(folder, join(folder, "self"));
  symlinkSync("/", join(folder, "everything"));
  symlinkSync("absent", join(folder, "broken.conf"));
  const outcome = await checkFolder(folder);
  expect(filesOf(outcome)).toEqual(["nginx.conf", "sites-available/off", "sites-enabled/on"]);
});

test("a part of a configuration is judged by the main file above it", async () => {
  const folder = folderWith({
    "nginx.conf": "http { server_tokens on; include conf.d/*.conf; }\n",
    "conf.d/a.conf": SITE,
    "conf.d/b.conf": "server { sendfile on; }\n",
  });
  const outcome = await checkFolder(folder, "conf.d");
  expect(filesOf(outcome)).toEqual(["conf.d/a.conf", "conf.d/b.conf"]);
  expect(places(outcome)).toEqual([
    "conf.d/a.conf:2:17 tokens-shown",
    "conf.d/b.conf:1:10 sendfile-used",
  ]);
});

test("a fragment that another one includes is part of that one", async () => {
  const folder = folderWith({
    "snippets/a.conf": "sendfile on;\n",
    "snippets/z.conf": "server { include a.conf; }\n",
  });
  const outcome = await checkFolder(folder);
  expect(filesOf(outcome)).toEqual(["snippets/a.conf", "snippets/z.conf"]);
  expect(places(outcome)).toEqual(["snippets/a.conf:1:1 sendfile-used"]);
});
