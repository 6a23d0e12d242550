import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-chain-root-included");

const sub = { name: "Sub", issuer: "Root", isCa: true };
const root = { name: "Root", issuer: "Root", isCa: true };

test("a root behind a chain, but not a certificate that signed itself", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate full.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~ hint: the file holds the root "Root", which clients already have, or don't trust
          server { listen 1 ssl; ssl_certificate chain.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate self.crt; ssl_certificate_key a.key; }
          server {
              location / { proxy_pass https://a; proxy_ssl_certificate client.crt; proxy_ssl_certificate_key a.key; }
      #                                                                ~~~~~~~~~~ hint: the file holds the root "Root", which upstreams already have, or don't trust
          }
      }
    `,
    {
      files: {
        "full.crt": sketches({ name: "www", issuer: "Sub" }, sub, root),
        "client.crt": sketches({ name: "cli", issuer: "Root" }, root),
        "chain.crt": sketches({ name: "www", issuer: "Sub" }, sub),
        "self.crt": sketches({ name: "self", issuer: "self" }),
      },
    },
  );
});
