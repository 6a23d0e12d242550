/** The rules about cipher strings: nginx's verdict on what they report and on their fixes. */
import { expect, test } from "vitest";
import { applyFileEdits } from "../harness/fixture.ts";
import { ruleNamed, run } from "../harness/rule.ts";
import { nginxTest, type Verdict } from "./harness.ts";
import { installed, isAtLeast } from "./oracle.ts";

const PATH = "/etc/nginx/nginx.conf";

function verdict(text: string): Promise<Verdict> {
  return nginxTest({ "nginx.conf": text, "dhparam.pem": DHPARAM });
}

/** RFC 7919, ffdhe2048. */
const DHPARAM = `-----BEGIN DH PARAMETERS-----
MIIBCAKCAQEA//////////+t+FRYortKmq/cViAnPTzx2LnFg84tNpWp4TZBFGQz
+8yTnc4kmz75fS/jY2MMddj2gbICrsRhetPfHtXV/WVhJDP1H18GbtCFY2VVPe0a
87VXE15/V8k1mE8McODmi3fipona8+/och3xWKE2rec1MKzKT0g6eXq8CrGCsyT7
YdEIqUuyyOP7uWrat2DX9GgdT0Kj3jlN9K5W7edjcrsZCwenyO4KbXCeAvzhzffi
7MA0BM0oNC9hkXL+nOmFg/+OTxIy7vKBg8P+OxtMb61zO7X8vC7CIAXFjvGDfRaD
ssbzSibBsu/6iGtCOGEoXJf//////////wIBAg==
-----END DH PARAMETERS-----
`;

const server = (ciphers: string) => `events {}
http {
    server {
        listen 127.0.0.1:18443 ssl;
        ssl_certificate certs/srv.crt;
        ssl_certificate_key certs/srv.key;
        ssl_ciphers ${ciphers};
    }
}
`;

const SILENT: readonly (readonly [string, string])[] = [
  ["weak-cipher", "HIGH:RC4:3DES"],
  ["weak-cipher", "ALL"],
  ["weak-cipher", "ECDHE-RSA-AES128-GCM-SHA256:NULL-SHA256"],
  ["cipher-unknown-token", "TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES128-GCM-SHA256"],
  ["cipher-unknown-token", "ECDHE-RSA-AES128-GCM-SHA265:HIGH:!aNULL"],
  ["cipher-unknown-token", "HIGH:!aNUL:TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
  ["cipher-no-forward-secrecy", "HIGH:!aNULL:!MD5"],
  ["cipher-seclevel-0", "DEFAULT:@SECLEVEL=0"],
  ["cipher-seclevel-0", '"HIGH !aNULL @SECLEVEL=1"'],
  ["dhe-without-dhparam", "ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256"],
  ["dhe-without-dhparam", "DHE-RSA-AES128-GCM-SHA256"],
];

test.each(SILENT)("%s: nginx says nothing about %s, and accepts every fix", async (id, ciphers) => {
  const text = server(ciphers);
  const found = await run(ruleNamed(id), { [PATH]: text });
  expect(found).not.toEqual([]);
  expect(await verdict(text)).toMatchObject({ ok: true, message: "", warnings: [] });
  for (const fix of found.flatMap((it) => it.fixes)) {
    const fixed = applyFileEdits({ [PATH]: text }, fix.edits)[PATH] ?? "";
    expect(await verdict(fixed), fix.title).toMatchObject({ ok: true, message: "", warnings: [] });
  }
});

const { openssl: opensslVersion } = installed();

/** OpenSSL knows their names since 3.2. */
const IANA = [
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:TLS_RSA_WITH_AES_128_CBC_SHA:!aNULL",
];

const REFUSED = [
  ...(isAtLeast(opensslVersion, "3.2") ? [] : IANA),
  "TLS_AES_256_GCM_SHA384",
  "FOO",
  "!aNULL",
  '""',
  "HIGH:!HIGH",
  "HIGH:!",
  "HIGH:@FOO",
  "@SECLEVEL=2",
];

test.each(REFUSED)("cipher-no-match: nginx refuses %s, and accepts every fix", async (ciphers) => {
  const text = server(ciphers);
  const [finding] = await run(ruleNamed("cipher-no-match"), { [PATH]: text }, { opensslVersion });
  expect(finding?.severity).toBe("error");
  const { ok, message } = await verdict(text);
  expect(ok).toBe(false);
  expect(message).toMatch(/no cipher match|invalid command/);
  for (const fix of finding?.fixes ?? []) {
    const fixed = applyFileEdits({ [PATH]: text }, fix.edits)[PATH] ?? "";
    expect(await verdict(fixed), fix.title).toMatchObject({ ok: true, message: "", warnings: [] });
  }
});

const http = (text: string) => `events {}\nhttp { ${text} }\n`;
const PLACES: readonly (readonly [string, string])[] = [
  ["no certificate", http("ssl_ciphers FOO; server { listen 127.0.0.1:18080; }")],
  ["handshakes rejected", http("server { ssl_ciphers FOO; ssl_reject_handshake on; }")],
  [
    "a plain pass",
    http("server { location / { proxy_pass http://a.example.com; proxy_ssl_ciphers FOO; } }"),
  ],
  [
    "a TLS pass",
    http("server { proxy_ssl_ciphers FOO; location / { proxy_pass https://a.example.com; } }"),
  ],
  ["a variable", http("server { location / { proxy_pass http://$host; proxy_ssl_ciphers FOO; } }")],
  [
    "grpc",
    http("server { location / { grpc_pass grpcs://a.example.com:1; grpc_ssl_ciphers FOO; } }"),
  ],
  [
    "plain grpc",
    http("server { location / { grpc_pass a.example.com:1; grpc_ssl_ciphers FOO; } }"),
  ],
  [
    "uwsgi",
    http("server { location / { uwsgi_pass suwsgi://a.example.com:1; uwsgi_ssl_ciphers FOO; } }"),
  ],
  ["njs", http("server { location / {\n js_fetch_ciphers FOO; } }")],
  ["njs around a server", http("\n js_fetch_ciphers FOO; server { listen 127.0.0.1:18080; }")],
  ["njs without a server", http("\n js_fetch_ciphers FOO;")],
  [
    "a stream pass",
    "events {}\nstream { server { listen 127.0.0.1:18081; proxy_pass a.example.com:1; proxy_ssl on; proxy_ssl_ciphers FOO; } }\n",
  ],
  [
    "a plain stream pass",
    "events {}\nstream { server { listen 127.0.0.1:18081; proxy_pass a.example.com:1; proxy_ssl_ciphers FOO; } }\n",
  ],
];

test.each(PLACES)(
  "cipher-no-match: an error exactly where nginx refuses, with %s",
  async (_, text) => {
    const found = await run(
      ruleNamed("cipher-no-match"),
      { [PATH]: text },
      { nginxVersion: "1.22.1" },
    );
    const { ok, message } = await verdict(text);
    expect(message).toContain(found.length > 0 ? "no cipher match" : "");
    expect(ok).toBe(found.length === 0);
  },
);
