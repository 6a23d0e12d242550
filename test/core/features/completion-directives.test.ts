import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#core";
import { completeAt, labelsAt } from "../../harness/completion.ts";
import { conf } from "../../harness/fixture.ts";

test.each([
  ["main", "events { }\n$0", ["http", "worker_processes"], ["listen", "proxy_pass", "map"]],
  ["events", "events { $0 }", ["worker_connections", "use"], ["listen", "server"]],
  ["http", "http { $0 }", ["server", "upstream", "map", "gzip"], ["listen", "proxy_pass", "user"]],
  ["server", "http { server { $0 } }", ["listen", "location", "if"], ["proxy_pass", "proxy_ssl"]],
  ["location", "http { server { location / { $0 } } }", ["proxy_pass", "alias"], ["listen"]],
  [
    "if in location",
    "http { server { location / { if ($a) { $0 } } } }",
    ["proxy_pass", "return"],
    ["proxy_ssl_verify", "location"],
  ],
  ["if in server", "http { server { if ($a) { $0 } } }", ["return", "rewrite"], ["proxy_pass"]],
  [
    "limit_except",
    "http { server { location / { limit_except GET { $0 } } } }",
    ["deny", "allow", "auth_basic"],
    ["return", "location"],
  ],
  [
    "upstream",
    "http { upstream a { $0 } }",
    ["server", "keepalive", "zone"],
    ["listen", "location"],
  ],
  ["stream", "stream { $0 }", ["server", "upstream", "proxy_ssl"], ["location", "gzip"]],
  ["stream server", "stream { server { $0 } }", ["proxy_pass", "proxy_ssl"], ["proxy_set_header"]],
  ["stream upstream", "stream { upstream a { $0 } }", ["server", "hash"], ["sticky"]],
  ["mail", "mail { $0 }", ["server", "auth_http"], ["upstream", "proxy_ssl_verify"]],
  ["mail server", "mail { server { $0 } }", ["listen", "protocol", "starttls"], ["location"]],
])("in %s stand the directives of that place", async (_, text, present, absent) => {
  const labels = await labelsAt(text);
  expect(labels).toEqual(expect.arrayContaining([...present]));
  expect(labels.filter((it) => absent.some((name) => name === it))).toEqual([]);
});

test("an included file has the place of its include, and of each if there are two", async () => {
  const once = await labelsAt(conf`
    http { server { location / { include part.conf; } } }
    #- part.conf
    $0
  `);
  expect(once).toContain("proxy_pass");
  expect(once).not.toContain("listen");
  const twice = await labelsAt(conf`
    http { server { include part.conf; } }
    stream { server { include part.conf; } }
    #- part.conf
    $0
  `);
  expect(twice).toEqual(expect.arrayContaining(["location", "proxy_ssl", "ssl_preread"]));
});

test("a fragment without a word may stand anywhere; what it says narrows that", async () => {
  const empty = await labelsAt("$0");
  expect(empty).toEqual(expect.arrayContaining(["server", "location", "events", "starttls"]));
  const server = await labelsAt("location / { }\n$0\n");
  expect(server).toContain("server_name");
  expect(server).not.toContain("starttls");
});

test.each([
  ["a flag", "http { sendf$0\n}", "sendfile", "http { sendfile on;\n}"],
  [
    "a default",
    "http { client_max_b$0\n}",
    "client_max_body_size",
    "http { client_max_body_size 1m;\n}",
  ],
  [
    "no value",
    "http { server { location / { inter$0\n} } }",
    "internal",
    "http { server { location / { internal;\n} } }",
  ],
  ["words", "mail { server { start$0\n} }", "starttls", "mail { server { starttls on;\n} }"],
  [
    "two values",
    "http { server { rewr$0\n} }",
    "rewrite",
    "http { server { rewrite regex replacement;\n} }",
  ],
])("%s: the whole directive goes in", async (_, text, label, expected) => {
  expect((await completeAt(text)).taken(label)).toBe(expected);
});

test("a block has the indentation of the file", async () => {
  const { item } = await completeAt("http {\n  gzip on;\n  serv$0\n}\n");
  expect(item("server").snippet).toBe("server {\n  $0\n}");
  const tabs = await completeAt("http {\n\tgzip on;\n\tupst$0\n}\n");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
  expect(tabs.item("upstream").snippet).toBe("upstream ${1:name} {\n\t$0\n}");
});

test("flags are choices, and file names places to fill", async () => {
  const { item } = await completeAt("http { server { location / { proxy_ssl_$0\n} } }");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
  expect(item("proxy_ssl_verify").snippet).toBe("proxy_ssl_verify ${1|on,off|};$0");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
  expect(item("proxy_ssl_certificate").snippet).toBe("proxy_ssl_certificate ${1:file};$0");
});

test("before arguments only the name is replaced", async () => {
  const { item, taken } = await completeAt("http { server { proxy_ssl_ver$0 on; } }");
  expect(item("proxy_ssl_verify").snippet).toBeUndefined();
  expect(taken("proxy_ssl_verify")).toBe("http { server { proxy_ssl_verify on; } }");
});

test("in the middle of a name the rest stays or goes, as the editor is set", async () => {
  const { taken } = await completeAt("http { proxy_ssl_v$0fy on; }");
  expect(taken("proxy_ssl_verify", "replace")).toBe("http { proxy_ssl_verify on; }");
  expect(taken("proxy_ssl_verify", "insert")).toBe("http { proxy_ssl_verifyfy on; }");
});

test("what may stand once comes last where it stands already, but not itself", async () => {
  const text = "http { server { server_tokens off; server_t$0\n} }";
  expect((await completeAt(text)).item("server_tokens").detail).toMatch(/^already set/);
  const itself = await completeAt("http { server { server_tok$0ens off; } }");
  expect(itself.item("server_tokens").detail).not.toMatch(/already/);
  const listen = await completeAt("http { server { listen 80; list$0\n} }");
  expect(listen.item("listen").detail).not.toMatch(/already/);
});

test("directives of other versions are crossed out, with the version", async () => {
  const options = { settings: { ...DEFAULT_SETTINGS, nginxVersion: "1.22.1" } };
  const old = (await completeAt("http { server { http$0\n} }", options)).item("http2");
  expect(old).toMatchObject({ deprecated: true, rank: 0 });
  expect(old.detail).toMatch(/^needs nginx 1\.25\.1/);
  const { item } = await completeAt("http { server { http$0\n} }");
  expect(item("http2").deprecated).toBeUndefined();
});

test("directives of NGINX Plus and of other modules come after nginx's own, and not at all if only those are known", async () => {
  const text = "http { server { location / { $0\n} } }";
  const labels = await labelsAt(text);
  const at = (name: string) => labels.indexOf(name);
  expect(at("proxy_pass")).toBeLessThan(at("health_check"));
  expect(at("health_check")).toBeLessThan(at("content_by_lua_block"));
  const core = { settings: { ...DEFAULT_SETTINGS, platform: "nginx-core" as const } };
  const own = await labelsAt(text, core);
  expect(own).not.toContain("health_check");
  expect(own).not.toContain("content_by_lua_block");
});

test("blocks of modules hold the directives of those modules", async () => {
  const labels = await labelsAt("http { acme_issuer a { $0 } }");
  expect(labels).toContain("uri");
  expect(labels).not.toContain("proxy_pass");
});

test("an empty file that is called nginx.conf is a main file, others may be anything", async () => {
  const main = await labelsAt("$0\n");
  expect(main.slice(0, 8)).toEqual(expect.arrayContaining(["events", "http", "worker_processes"]));
  expect(main.indexOf("proxy_pass")).toBeGreaterThan(main.indexOf("stream"));
  const part = await labelsAt("events { }\n#- conf.d/a.conf\n$0\n");
  expect(part.indexOf("server")).toBeLessThan(part.indexOf("events"));
});

test("modules are loaded before the blocks that use them", async () => {
  expect((await completeAt("$0\nevents { }\n")).item("load_module").deprecated).toBeUndefined();
  expect((await completeAt("events { }\n$0\n")).item("load_module")).toMatchObject({
    deprecated: true,
    detail: expect.stringContaining("must stand before events, http"),
  });
});
