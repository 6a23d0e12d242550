import { expect, test } from "vitest";
import { type HintChoice, inlayHints } from "#core";
import { openFixture } from "../../../harness/feature.ts";
import { conf } from "../../../harness/fixture.ts";

/** The lines that have hints, with the hints in `«…»`. */
async function hinted(fixture: string, choice: HintChoice = "tls"): Promise<string[]> {
  const { config, file } = await openFixture(fixture);
  let text = file.text;
  for (const { offset, parts, apart } of inlayHints(config, file, choice).toReversed()) {
    const hint = `«${apart ? " " : ""}${parts.map((it) => it.text).join(", ")}»`;
    text = text.slice(0, offset) + hint + text.slice(offset);
  }
  return text
    .split("\n")
    .filter((it) => it.includes("«"))
    .map((it) => it.trim());
}

test("a TLS hop shows nginx's defaults", async () => {
  expect(
    await hinted(conf`
      events {}
      http { server { location / {
        proxy_pass https://a.example.com;
      } location /b {
        proxy_pass http://b.example.com;
      } } }
    `),
  ).toEqual(["proxy_pass https://a.example.com;« verify off, SNI off, TLSv1.2–1.3 (default)»"]);
});

test("and what it inherits, but not what is written beside it", async () => {
  expect(
    await hinted(conf`
      events {}
      http {
        proxy_ssl_verify on;
        proxy_ssl_trusted_certificate /etc/ssl/ca.pem;
        proxy_ssl_certificate client.pem;
        server {
          server_name www.example.com;
          proxy_ssl_protocols TLSv1.3;
          location / {
            proxy_pass https://a.example.com;
            proxy_ssl_server_name on;
          }
        }
      }
    `),
  ).toEqual([
    "proxy_pass https://a.example.com;« verify on, CA ca.pem, client certificate client.pem (from http), TLSv1.3 (from server www.example.com)»",
  ]);
});

test("a default is shown only where nothing out of sight can set it", async () => {
  expect(await hinted("location / {\n  proxy_pass https://a.example.com;\n}\n")).toEqual([]);
  expect(
    await hinted("location / {\n  grpc_ssl_verify on;\n  if ($a) { grpc_pass grpcs://a:1; }\n}\n"),
  ).toEqual(["if ($a) { grpc_pass grpcs://a:1;« verify on (from location /)» }"]);
});

test("a TLS listener shows its protocols and certificate where others decide about them", async () => {
  expect(
    await hinted(conf`
      events {}
      http {
        ssl_certificate www.pem;
        server {
          listen 443 ssl;
          listen 80;
          server_name one;
        }
        server {
          listen 444 ssl;
          ssl_protocols TLSv1.3;
          ssl_certificate own.pem;
          ssl_verify_client on;
        }
      }
    `),
  ).toEqual(["listen 443 ssl;« TLSv1.2–1.3 (default), certificate www.pem (from http)»"]);
});

test("before nginx 1.29.2 the default server's protocols count", async () => {
  const text = conf`
    events {}
    http {
      server { listen 443 ssl; server_name one; ssl_protocols TLSv1.3; ssl_certificate a; }
      server {
        listen 443 ssl;
        ssl_protocols TLSv1.2;
      }
    }
  `;
  expect(await hinted(`# nginx-tls: version=1.28.0\n${text}`)).toEqual([
    "listen 443 ssl;« TLSv1.3, certificate a (of the default server one)»",
  ]);
});

test.each([
  ["TLSv1.2", "TLSv1.2"],
  ["TLSv1 TLSv1.1", "TLSv1–1.1"],
  ["SSLv3 TLSv1", "SSLv3–TLSv1"],
  ["TLSv1 TLSv1.2", "TLSv1 TLSv1.2"],
])("the protocols %s are told as %s", async (written, told) => {
  expect(
    await hinted(
      `http { proxy_ssl_protocols ${written}; server { location / {\nproxy_pass https://a:1;\n} } }\n`,
    ),
  ).toEqual([expect.stringContaining(`${told} (from http)`)]);
});

test("ports that nginx adds", async () => {
  expect(
    await hinted(
      conf`
        events {}
        http {
          upstream pool {
            server a.example.com;
            server b.example.com:443 backup;
            server unix:/tmp/x;
          }
          server {
            listen 127.0.0.1;
            listen 8080;
            location /a { proxy_pass http://pool/; }
            location /b { proxy_pass http://c.example.com/app; }
            location /c { proxy_pass "http://d.example.com:81/app"; }
          }
        }
      `,
      "all",
    ),
  ).toEqual([
    "server a.example.com«:80»;",
    "listen 127.0.0.1«:80»;",
    "location /b { proxy_pass http://c.example.com«:80»/app; }",
  ]);
});

test("a file in two places has only the hints that hold in both", async () => {
  const main = conf`
    events {}
    http {
      server { listen 81; include part.conf; }
      server { listen 82; proxy_ssl_verify on; include part.conf; }
    }
    #- part.conf
  `;
  const part = "location / {\n  proxy_pass https://a:1;$0\n}\n";
  expect(await hinted(main + part)).toEqual([]);
  expect(await hinted(main.replace("proxy_ssl_verify on; ", "") + part)).toHaveLength(1);
});

test("parts lead to where the value is written", async () => {
  const { config, file } = await openFixture(conf`
    events {}
    http { proxy_ssl_verify on; server { location / { proxy_pass https://a:1; } } }
  `);
  const [hint] = inlayHints(config, file, "tls");
  const [verify, sni] = hint?.parts ?? [];
  expect(verify?.origin?.directive.name.text).toBe("proxy_ssl_verify");
  expect(verify?.explanation).toBe("proxy_ssl_verify on;");
  expect(sni).toMatchObject({ origin: undefined });
  expect(inlayHints(config, file, "tls", { start: 0, end: 3 })).toEqual([]);
});
