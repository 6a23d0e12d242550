import { expect, test } from "vitest";
import { lensesOf } from "#core";
import { openFixture } from "../../harness/feature.ts";
import { conf } from "../../harness/fixture.ts";

async function lenses(fixture: string): Promise<string[]> {
  const { configs, file } = await openFixture(fixture);
  return lensesOf(configs, file).map(
    ({ span, title }) => `${file.text.slice(span.start, span.end)}: ${title}`,
  );
}

test("one line over each hop and each server", async () => {
  expect(
    await lenses(conf`
      events {}
      http {
          upstream backend { server api1.example.com:443; }
          server {
              listen 80;
              listen [::]:80;
              listen 443 ssl;
              listen [::]:443 ssl;
              ssl_certificate www.crt;
              ssl_certificate_key www.key;
              location / {
                  proxy_pass https://backend;
                  proxy_ssl_verify on;
                  proxy_ssl_trusted_certificate ca.crt;
                  proxy_ssl_server_name on;
                  proxy_ssl_name api.example.com;
                  proxy_ssl_certificate client.pem;
                  proxy_ssl_certificate_key client.key;
              }
              location /plain { proxy_pass http://app.example.com; }
          }
      }
    `),
  ).toEqual([
    "server: Plain text on 80, [::]:80 · TLS on 443, [::]:443: certificate www.crt, TLSv1.2 TLSv1.3",
    "proxy_pass: TLS to backend: verified (ca.crt), SNI api.example.com, client certificate client.pem",
    "proxy_pass: Plain text to app.example.com",
  ]);
});

test("what stays on this machine needs no line", async () => {
  expect(
    await lenses(conf`
      events {}
      http {
          upstream app { server unix:/run/app.sock; server 127.0.0.1:8080; }
          server {
              listen 80;
              location / { proxy_pass http://app; }
              location /b { proxy_pass http://localhost:3000; }
              location /c { proxy_pass https://localhost:3000; }
          }
      }
    `),
  ).toEqual([
    "server: Plain text on 80",
    "proxy_pass: TLS to localhost:3000: not verified, no SNI",
  ]);
});

test("a file that is included in places of different settings says so", async () => {
  const { configs, files, session } = await openFixture(conf`
    events {}
    http {
        server { listen 80; include hop.inc; }
        server { listen 81; proxy_ssl_server_name on; include hop.inc; }
    }
    #- hop.inc
    location / { proxy_pass https://app.example.com; }
  `);
  const file = await session.file(Object.keys(files)[1] ?? "");
  expect(file && lensesOf(configs, file).map((it) => it.title)).toEqual([
    "TLS to app.example.com: not verified, no SNI (1 more where else it is included)",
  ]);
});
