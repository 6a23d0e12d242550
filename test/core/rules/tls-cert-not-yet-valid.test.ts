import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-cert-not-yet-valid");

test("a leaf is an error, an intermediate a warning", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate leaf.crt; ssl_certificate_key a.key;
      #                                     ~~~~~~~~ error: the certificate of "leaf" is valid only from 2026-01-15 on, in less than a day
          }
          server {
              listen 2 ssl; ssl_certificate chain.crt; ssl_certificate_key a.key;
      #                                     ~~~~~~~~~ warning: the certificate of the issuer "Example CA" is valid only from 2040-01-01 on, in 5099 days
          }
          server { listen 3 ssl; ssl_certificate now.crt; ssl_certificate_key a.key; }
      }
    `,
    {
      files: {
        "leaf.crt": sketches({ name: "leaf", from: "2026-01-15T01:00:00Z" }),
        "now.crt": sketches({ name: "now", from: "2026-01-15T00:00:00Z" }),
        "chain.crt": sketches(
          { name: "a" },
          { name: "Example CA", issuer: "R", isCa: true, from: "2040-01-01", until: "2041-01-01" },
        ),
      },
    },
  );
});
