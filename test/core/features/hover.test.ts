import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../core/settings.ts";
import { conf } from "../../harness/fixture.ts";
import { hoverOf, markdownOf } from "../../harness/hover.ts";

/** Puts the statement, with its cursor, into a location, a server or a block of its own. */
function inLocation(statement: string): string {
  return `events {}\nhttp { server { location / { ${statement} } } }\n`;
}

function inServer(statement: string): string {
  return `events {}\nhttp { server { ${statement} } }\n`;
}

test("a directive has its syntax, facts and documentation, by context", async () => {
  const http = await markdownOf(inLocation("client_max_bo$0dy_size 1m;"));
  expect(http).toBe(`\`\`\`nginx
client_max_body_size <size>;
\`\`\`

default \`1m\` · in \`http\`, \`server\`, \`location\` · [ngx\\_http\\_core\\_module](https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size)

${http.slice(http.indexOf("Sets the maximum allowed size"))}`);
  const stream = await markdownOf("events {}\nstream { server { proxy_tim$0eout 1s; } }");
  expect(stream).toContain("ngx_stream_proxy_module.html#proxy_timeout");
});

test("a directive of NGINX Plus, of a third party, one too new, one removed, one unknown", async () => {
  expect(await markdownOf(inServer("status_z$0one a;"))).toContain("**NGINX Plus**");
  const lua = await markdownOf(inLocation("content_by_lua$0_file a.lua;"));
  expect(lua).toContain("third-party module [openresty/lua-nginx-module]");
  const old = { settings: { ...DEFAULT_SETTINGS, nginxVersion: "1.20.0" } };
  const cache = await markdownOf(inServer("ssl_certificate_c$0ache off;"), old);
  expect(cache).toContain("since 1.27.4 (**nginx 1.20.0 lacks it**)");
  expect(await markdownOf(inServer("s$0sl on;"))).toContain("**removed in nginx 1.25.1**");
  expect(await markdownOf(inServer("nonsense_$0x on;"))).toBe("");
});

test.each(["$0events {}", "events $0{}", "events {} # com$0ment", "events {}\n\n$0\n"])(
  "nothing but names and arguments is told of: %s",
  async (text) => {
    const hover = await hoverOf(text);
    expect(hover === undefined).toBe(!text.startsWith("$0events"));
  },
);

const INHERITANCE = conf`
  events {}
  http {
    proxy_ssl_$0verify on;
    proxy_ssl_trusted_certificate ca.crt;
    server {
      location /a { proxy_pass https://a.example.com; }
      location /b { proxy_pass https://b.example.com; proxy_ssl_verify off; }
      location /c { proxy_pass http://c.example.com; }
    }
  }
`;

test("a TLS directive tells its value in force, what takes it and what overrides it", async () => {
  const text = await markdownOf(INHERITANCE);
  expect(text.split("\n\n---")[0]).toBe(
    [
      "- **In force here**: `on`; the default is `off`",
      "- **Taken by** 2 connections: [location /a → https://a.example.com](nginx.conf#L6), [location /c → http://c.example.com](nginx.conf#L8) (plain text: no effect)",
      "- **Overridden in** 1 block: [location /b](nginx.conf#L7) (`off`)",
    ].join("\n"),
  );
});

test("an inner TLS directive tells what it replaces", async () => {
  const text = await markdownOf(
    INHERITANCE.replace("$0", "").replace("verify off", "ver$0ify off"),
  );
  expect(text).toContain(
    "- **In force here**: `off`; replaces `on` of [nginx.conf:3](nginx.conf#L3)",
  );
  expect(text).toContain("- **Taken by** 1 connection:");
});

test("a TLS directive of a server that is not the default says where it has no effect", async () => {
  const text = await markdownOf(conf`
    events {}
    http {
      server { listen 443 ssl; server_name a.example.com; ssl_certificate a; ssl_certificate_key a; }
      server { listen 443 ssl; server_name b.example.com; ssl_session_ti$0meout 1d; }
    }
  `);
  expect(text).toContain(
    "[b.example.com](nginx.conf#L4) (no effect: that of the default server a.example.com counts)",
  );
});

test("values in files that are included reach over files", async () => {
  const text = await markdownOf(conf`
    events {}
    http {
      include tls.conf;
      server { location / { proxy_pass https://a.example.com; } }
    }
    #- tls.conf
    proxy_ssl_ver$0ify on;
  `);
  expect(text).toContain("[location / → https://a.example.com](nginx.conf#L4)");
});

test("a pass has the posture of its hop as a table, with the origin of each row", async () => {
  const text = await markdownOf(conf`
    events {}
    http {
      proxy_ssl_verify on;
      proxy_ssl_trusted_certificate /etc/ca.crt;
      upstream pool { server a.example.com:443; }
      server {
        location / {
          proxy_pass https://po$0ol;
          proxy_ssl_server_name on;
        }
      }
    }
  `);
  const lines = text.split("\n");
  expect(lines[0]).toBe("**TLS to pool: verified (ca.crt), SNI pool**");
  expect(
    lines.filter((it) => it.startsWith("| **")).map((it) => it.split(" | ").slice(0, 3)),
  ).toEqual(
    expect.arrayContaining([
      ["| **Encrypted**", "yes", "[scheme `https`](nginx.conf#L8) |"],
      [
        "| **Verified**",
        "against `/etc/ca.crt`",
        "[inherited from `http`](nginx.conf#L3), [nginx.conf:4](nginx.conf#L4) |",
      ],
      ["| **SNI**", "`pool`", "[set here](nginx.conf#L9) |"],
      ["| **Client certificate**", "none", "default of nginx 1.30.0 |"],
    ]),
  );
  expect(text).toContain("**Upstream group** [`pool`](nginx.conf#L5): 1 server");
});

test("a listen has the posture of its address, and the certificates of all servers on it", async () => {
  const text = await markdownOf(conf`
    events {}
    http {
      server { listen 443 ssl; server_name a.example.com; ssl_certificate a.crt; ssl_certificate_key a.key; }
      server { lis$0ten 443; server_name b.example.com; }
    }
  `);
  expect(text).toContain("**TLS on \\*:443: default server's certificate a.crt, TLSv1.2 TLSv1.3**");
  expect(text).toContain(
    "| **Encrypted** | yes | [`ssl` of another server on `*:443`](nginx.conf#L3) |",
  );
  expect(text).toContain(
    "| [a.example.com](nginx.conf#L3) (default) | a.example.com | [`a.crt`](nginx.conf#L3) |",
  );
  expect(text).toContain("[`a.crt`](nginx.conf#L3) of the default server |");
});

test("a server and its name have a line for each address", async () => {
  const text = await markdownOf(
    inServer("listen 80; listen 8443 ssl; server_n$0ame a.example.com;"),
  );
  expect(text).toContain("- [Plain text on \\*:80](nginx.conf#L2)");
  expect(text).toContain("- [TLS on \\*:8443: no certificate, TLSv1.2 TLSv1.3](nginx.conf#L2)");
});

test.each([
  [inServer("ssl_protocols TLSv1.2 tls$0v1.1;"), "`TLSv1.1`: TLS 1.1 of 2006"],
  [
    inServer("ssl_ciphers ECDHE+AESGCM:ECDHE-RSA-AES256-$0GCM-SHA384;"),
    "`TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`, since TLSv1.2",
  ],
  [inServer("ssl_ciphers HI$0GH:!aNULL;"), "`HIGH` enables"],
  [inServer("ssl_ciphers HIGH:!aN$0ULL;"), "`!aNULL` removes for good"],
  [inServer("ssl_ciphers HIGH:RC$04;"), "`RC4` (RC4) selects no suite"],
  [inServer("ssl_ciphers @SECLE$0VEL=0:ALL;"), "everything goes"],
  [inServer("ssl_ecdh_curve X25519:P-2$056;"), "`P-256` (`prime256v1`): NIST P-256"],
  [inServer("ssl_ecdh_curve X25519MLK$0EM768;"), "Needs OpenSSL 3.5."],
  [inServer("ssl_verify_client opt$0ional;"), "check `$ssl_client_verify`"],
  [
    inServer("ssl_session_cache bui$0ltin:100 shared:SSL:10m;"),
    "OpenSSL's own cache in each worker",
  ],
  [inServer("ssl_session_timeout 9$00m;"), "`90m`: 1 hour 30 minutes"],
  [inServer("ssl_conf_command Ciphersuites TLS_AES_1$028_GCM_SHA256;"), "authenticated encryption"],
  [inServer("ssl_conf_command MinProto$0col TLSv1.2;"), "The oldest version"],
  [inServer("ssl_conf_command MinProtocol TLS$0v1.2;"), "TLS 1.2 of 2008"],
  [inServer("listen [::]:4$043 ssl;"), "port 443 of every IPv6 address"],
  [inServer("listen 443 qu$0ic;"), "HTTP/3 over QUIC"],
  [inServer("listen 443 back$0log=5;"), "may wait to be accepted"],
  [inServer("ssl_buffer_size 4$0k;"), "`4k`: 4,096 bytes (4 KiB)"],
  [inServer("return 4$044;"), "closes the connection without an answer"],
  [inServer("error_page 49$07 /x;"), "plain HTTP was sent to the HTTPS port"],
  [inLocation("proxy_pass https://a; proxy_ssl_verify o$0ff;"), "Any certificate is taken"],
  [inLocation("proxy_read_timeout 300$0ms;"), "300 milliseconds"],
])("a value is explained: %s", async (fixture, expected) => {
  expect(await markdownOf(fixture)).toContain(expected);
});

test("a value's span is the part that is explained", async () => {
  const fixture = inServer("ssl_ciphers 'HIGH:!aN$0ULL:!MD5';");
  const hover = await hoverOf(fixture);
  const text = fixture.replace("$0", "");
  expect(hover && text.slice(hover.span.start, hover.span.end)).toBe("!aNULL");
});

const NAMES = conf`
  events {}
  http {
    map $http_upgrade $connection_upgrade { default upgrade; "" close; }
    limit_req_zone $binary_remote_addr zone=one:10m rate=1r/s;
    upstream pool { server a:1 weight=5; server b:2; }
    server {
      location / { proxy_pass http://pool; proxy_set_header Connection $connection_upgrade; limit_req zone=one; }
      location @back { return 200 $request_uri; }
      error_page 404 @back;
    }
  }
`;

test.each([
  [
    "proxy_set_header Connection $connection",
    "is defined by",
    "- `map $http_upgrade $connection_upgrade` in [nginx.conf:3](nginx.conf#L3)",
  ],
  ["proxy_set_header Connection $connection", "**Values**", "`upgrade`, `close`"],
  ["return 200 $req", "full original request URI", "#var_request_uri"],
  ["map $http_up", "one of `$http_NAME`", "#var_http_"],
  [
    "location / { proxy_pass http://p",
    "**Upstream group** [`pool`]",
    "- [`a:1`](nginx.conf#L5) weight=5",
  ],
  [
    "limit_req zone=o",
    "**Shared memory zone** `one`",
    "Used in 1 place: [nginx.conf:7](nginx.conf#L7)",
  ],
  ["error_page 404 @b", "**Named location** `@back`", "`location @back` in [nginx.conf:8]"],
  [
    "upstream p",
    "**Upstream group** [`pool`](nginx.conf#L5): 2 servers",
    "[location / → http://pool](nginx.conf#L7): plain",
  ],
])("a name is explained: %s", async (before, ...expected) => {
  const at = NAMES.indexOf(before) + before.length;
  const text = await markdownOf(`${NAMES.slice(0, at)}$0${NAMES.slice(at)}`);
  for (const it of expected) expect(text).toContain(it);
});

test("a capture is explained", async () => {
  const text = await markdownOf(inLocation("rewrite ^/(.*)$ /x/$$01;"));
  expect(text).toContain("`$1`: what this group of the last");
});

test("the entries of a map are no directives", async () => {
  expect(await markdownOf("http { map $uri $a { lis$0ten 1; } }")).toBe("");
  expect(await markdownOf("http { types { text/html ht$0ml; } }")).toBe("");
});

test("a file that two servers include is told of once for each that differs", async () => {
  const text = await markdownOf(conf`
    events {}
    http {
      server { proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.crt; include loc.conf; }
      server { include loc.conf; }
    }
    #- loc.conf
    location / { proxy_p$0ass https://a.example.com; }
  `);
  expect(text).toContain("**TLS to a.example.com: verified (ca.crt), no SNI**");
  expect(text).toContain("**TLS to a.example.com: not verified, no SNI**");
});

test("unfinished text and hostile names do no harm", async () => {
  expect(await markdownOf("http { server { listen 443 s$0sl")).toContain("Clients speak TLS");
  const text = await markdownOf(inLocation("proxy_p$0ass https://a|b`c*_[x](y);"));
  expect(text).toContain("a\\|b\\`c\\*\\_\\[x\\](y)");
});
