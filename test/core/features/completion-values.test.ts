import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, documentationOf, type Settings } from "#core";
import { completeAt, labelsAt } from "../../harness/completion.ts";
import { conf } from "../../harness/fixture.ts";
import { REFERENCE } from "../../harness/reference.ts";

function withSettings(settings: Partial<Settings>): { readonly settings: Settings } {
  return { settings: { ...DEFAULT_SETTINGS, ...settings } };
}

const inServer = (text: string) => `http {\n  server {\n    ${text}\n  }\n}\n`;
const inLocation = (text: string) => inServer(`location / {\n      ${text}\n    }`);

test("protocols that are not listed, retired ones last", async () => {
  const { labels, item } = await completeAt(inServer("ssl_protocols TLSv1.2 $0;"));
  expect(labels).toEqual(["TLSv1.3", "TLSv1.1", "TLSv1", "SSLv3", "SSLv2"]);
  expect(item("TLSv1.1")).toMatchObject({ deprecated: true, detail: "retired by RFC 8996" });
  expect(await labelsAt(inServer("ssl_protocols $0;"))).toEqual([
    "TLSv1.2 TLSv1.3",
    ...["TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1", "SSLv3", "SSLv2"],
  ]);
});

test("what the policy asks for comes first", async () => {
  const modern = withSettings({ policy: "mozilla-modern" });
  expect((await labelsAt(inServer("ssl_protocols $0;"), modern))[0]).toBe("TLSv1.3");
  const ciphers = await completeAt(inServer("ssl_ciphers ECDHE-E$0;"));
  expect(ciphers.labels[0]).toBe("mozilla-intermediate 6.0");
  expect(ciphers.taken("mozilla-intermediate 6.0")).toMatch(
    /ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:[^\s;]+;/,
  );
});

test("one element of a cipher string is replaced, and none is offered twice", async () => {
  const text = inServer("ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:ECD$0X:!aNULL;");
  const { taken, labels, item } = await completeAt(text);
  expect(taken("ECDHE-RSA-AES256-GCM-SHA384", "replace")).toContain(
    "ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:!aNULL;",
  );
  expect(labels).not.toContain("ECDHE-RSA-AES128-GCM-SHA256");
  expect(item("ECDHE-RSA-AES256-GCM-SHA384").documentation).toBe(
    "TLSv1.2: key exchange ECDH, certificate RSA, encryption AESGCM(256)",
  );
});

test("weak ciphers are crossed out, unless they are excluded", async () => {
  const plain = await completeAt(inServer("ssl_ciphers HIGH:$0;"));
  expect(plain.item("aNULL")).toMatchObject({ deprecated: true });
  const excluded = await completeAt(inServer("ssl_ciphers HIGH:!$0;"));
  expect(excluded.item("aNULL").deprecated).toBeUndefined();
  expect(excluded.taken("aNULL")).toContain("ssl_ciphers HIGH:!aNULL;");
});

test("curves, by the version of OpenSSL", async () => {
  const text = inServer("ssl_ecdh_curve X25519:$0;");
  expect((await completeAt(text)).item("X25519MLKEM768").deprecated).toBe(true);
  const labels = await labelsAt(text, withSettings({ opensslVersion: "3.5" }));
  expect(labels[0]).toBe("X25519MLKEM768");
  expect(labels).not.toContain("X25519");
});

test("OpenSSL's commands and what they take", async () => {
  expect(await labelsAt(inServer("ssl_conf_command Cipher$0;"))).toEqual([
    "Ciphersuites",
    "CipherString",
  ]);
  const suites = await completeAt(
    inServer("ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256:$0;"),
  );
  expect(suites.labels).toEqual(["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]);
  const options = await labelsAt(inServer("ssl_conf_command Options -Session$0;"));
  expect(options).toContain("SessionTicket");
});

test.each([
  ["http", inServer("listen 443 $0;"), ["ssl", "quic", "reuseport"], ["udp"]],
  ["stream", "stream { server { listen 443 $0; } }", ["ssl", "udp"], ["quic", "http2"]],
  ["mail", "mail { server { listen 993 $0; } }", ["ssl"], ["udp", "reuseport", "default_server"]],
])("parameters of listen in %s", async (_, text, present, absent) => {
  const labels = await labelsAt(text);
  expect(labels).toEqual(expect.arrayContaining(present));
  expect(labels.filter((it) => absent.includes(it))).toEqual([]);
});

test("parameters once, with their words, by version", async () => {
  expect(await labelsAt(inServer("listen 443 ssl $0;"))).not.toContain("ssl");
  expect(await labelsAt(inServer("listen 443 ipv6only=$0;"))).toEqual(["on", "off"]);
  const { item } = await completeAt(
    inServer("listen 443 $0;"),
    withSettings({ nginxVersion: "1.22.1" }),
  );
  expect(item("quic")).toMatchObject({ deprecated: true, detail: "needs nginx 1.25.0" });
  const now = await completeAt(inServer("listen 443 $0;"));
  expect(now.item("http2")).toMatchObject({ deprecated: true });
});

test("parameters of NGINX Plus are marked, and plain there", async () => {
  const text = "http { upstream a { server b:1 $0; } }";
  expect((await completeAt(text)).item("slow_start=").detail).toBe("NGINX Plus");
  const plus = await completeAt(text, withSettings({ platform: "nginx-plus" }));
  expect(plus.item("slow_start=").deprecated).toBeUndefined();
});

test.each([
  ["a flag", inServer("ssl_session_tickets $0;"), ["on", "off"]],
  ["an enumeration", inServer("ssl_verify_client $0;"), ["optional", "optional_no_ca"]],
  ["a list without what it has", inLocation("proxy_next_upstream error $0;"), ["timeout", "off"]],
  ["a session cache", inServer("ssl_session_cache $0;"), ["shared:", "builtin", "off", "none"]],
  ["a level", "error_log /x $0;\nevents { }", ["warn", "debug"]],
  ["a header", inServer("add_header Str$0"), ["Strict-Transport-Security"]],
  ["a header for the upstream", inLocation("proxy_set_header $0;"), ["Host", "X-Forwarded-Proto"]],
  ["a header that is hidden", inLocation("proxy_hide_header X-$0;"), ["X-Powered-By"]],
  ["a type", "http { default_type $0; }", ["text/html", "application/octet-stream"]],
  ["another type", "http { gzip_types text/css $0; }", ["application/json"]],
  ["a code", inServer("return $0;"), ["301", "444"]],
  ["a code for errors", inServer("error_page 50$0"), ["502", "504"]],
  ["a flag of rewrite", inServer("rewrite ^ /x $0;"), ["last", "permanent"]],
  [
    "flags of a cookie",
    inLocation("proxy_cookie_flags ~ secure $0;"),
    ["httponly", "samesite=lax", "nohttponly"],
  ],
  ["parameters of FastCGI", inLocation("fastcgi_param $0;"), ["SCRIPT_FILENAME", "HTTPS"]],
  ["a value of one", inLocation("fastcgi_param HTTPS $0;"), ["$https"]],
  ["and the word behind it", inLocation("fastcgi_param HTTPS $https $0;"), ["if_not_empty"]],
  ["how long responses are kept", inLocation("proxy_cache_valid $0;"), ["200", "any 1m"]],
  ["where errors go", "error_log $0;\nevents { }", ["stderr", "syslog:server="]],
  ["where accesses go", inServer("access_log $0;"), ["off", "/var/log/nginx/access.log"]],
  ["syslog", inServer("access_log syslog:server=a,$0;"), ["facility=", "nohostname"]],
  ["a facility", inServer("access_log syslog:server=a,facility=$0;"), ["local7"]],
  ["a first shared cache", inServer("ssl_session_cache $0;"), ["shared:SSL:10m"]],
  ["methods", inLocation("limit_except GET $0"), ["POST", "DELETE"]],
  ["units of time", inLocation("proxy_read_timeout 30$0;"), ["30s", "30m"]],
  ["units of size", inServer("client_max_body_size 10$0;"), ["10m", "10k"]],
  ["a default", inLocation("proxy_read_timeout $0;"), ["60s"]],
  ["modifiers of locations", inServer("location $0"), ["=", "~*", "^~"]],
  ["conditions", inServer("if $0"), ["($request_method = POST)"]],
])("values: %s", async (_, text, expected) => {
  expect(await labelsAt(text)).toEqual(expect.arrayContaining(expected));
});

test("a session cache that another server has can be shared", async () => {
  const { labels, item } = await completeAt(
    "http { ssl_session_cache shared:A:1m; server { ssl_session_cache $0; } }\nmail { ssl_session_cache shared:M:1m; }",
  );
  expect(item("shared:A:1m").detail).toBe("ssl_session_cache in nginx.conf:1");
  expect(labels).not.toContain("shared:M:1m");
  expect(labels).not.toContain("shared:SSL:10m");
  expect(await labelsAt(inServer("ssl_session_cache shared:A:1m $0;"))).not.toContain("shared:");
});

test("an offered parameter knows where NGINX explains it", async () => {
  const { item } = await completeAt("http { upstream a { server b:1 $0; } }");
  const { parameterOf } = item("max_fails=");
  const parameter = parameterOf && { ...parameterOf, word: "max_fails=" };
  expect(parameter && documentationOf({ parameter }, REFERENCE)).toContain("unsuccessful attempts");
});

test("what is listed is not offered again", async () => {
  const labels = await labelsAt(inLocation("proxy_next_upstream error timeout $0;"));
  expect(labels).not.toContain("error");
  expect(await labelsAt(inLocation("proxy_ssl_verify on $0;"))).toEqual([]);
});

test("values with blanks get quotes where they have none", async () => {
  const label = "max-age=63072000; includeSubDomains";
  const bare = await completeAt(inServer("add_header Strict-Transport-Security $0;"));
  expect(bare.taken(label)).toContain(`add_header Strict-Transport-Security "${label}";`);
  const quoted = await completeAt(inServer('add_header Strict-Transport-Security "$0";'));
  expect(quoted.taken(label)).toContain(`add_header Strict-Transport-Security "${label}";`);
});

test("entries of blocks that hold values", async () => {
  expect(await labelsAt("http { map $a $b { $0 } }")).toEqual(
    expect.arrayContaining(["default", "hostnames", "include"]),
  );
  expect(await labelsAt("http { map $a $b { default 1; $0 } }")).not.toContain("default");
  expect(await labelsAt("http { geo $b { $0 } }")).toContain("ranges");
  expect(await labelsAt("http { split_clients $a $b { $0 } }")).toContain("*");
  const types = await completeAt("http {\n  types {\n    image/sv$0\n  }\n}");
  expect(types.taken("image/svg+xml")).toContain("image/svg+xml svg svgz;");
  expect(await labelsAt("http { types { text/html $0; } }")).toEqual(["html", "htm", "shtml"]);
});

test("variables of the place, and those that the configuration defines", async () => {
  const { labels, item, taken } = await completeAt(conf`
    http {
        map $http_upgrade $connection_upgrade { default ""; }
        server {
            location / { proxy_set_header Y "$c$0"; }
        }
    }
  `);
  expect(labels).toEqual(expect.arrayContaining(["$connection_upgrade", "$cookie_"]));
  expect(labels).not.toContain("$ssl_preread_server_name");
  expect(item("$connection_upgrade").detail).toBe("map in nginx.conf:2");
  expect(taken("$connection_upgrade")).toContain('proxy_set_header Y "$connection_upgrade";');
});

test.each([
  [
    "set and captures",
    inLocation("set $tenant 1; if ($host ~ (?<shop>x)) { set $y $$0; }"),
    ["$tenant", "$shop", "$host"],
  ],
  ["stream", "stream { server { proxy_ssl_name $$0; } }", ["$ssl_preread_server_name"]],
  ["a log format", "http { log_format a '$$0'; }", ["$status", "$request_time"]],
  [
    "groups of the expression",
    inServer("location ~ ^/(a)/(b)$ { return 301 /$$0; }"),
    ["$1", "$2"],
  ],
  ["groups of the pattern", inServer("rewrite ^/(a) /$$0;"), ["$1"]],
  ["a map's value", "http { map $a $b { default $$0; } }", ["$host"]],
  ["behind other text", inServer("return 301 https://$$0;"), ["$host"]],
])("variables: %s", async (_, text, expected) => {
  expect(await labelsAt(text)).toEqual(expect.arrayContaining(expected));
});

test.each([
  ["in a flag", inServer("ssl_session_tickets $$0;")],
  ["in a time", inServer("ssl_session_timeout $$0;")],
  ["in mail", "mail { server { ssl_certificate $$0; } }"],
])("no variables %s", async (_, text) => {
  expect((await labelsAt(text)).filter((it) => it.startsWith("$"))).toEqual([]);
});

test("a variable in braces", async () => {
  const open = await completeAt(inServer("return 200 ${ho$0;"));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's notation
  expect(open.taken("$host")).toContain("return 200 ${host};");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's notation
  const closed = await completeAt(inServer('return 200 "${ho$0}";'));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's notation
  expect(closed.taken("$host")).toContain('return 200 "${host}";');
});
