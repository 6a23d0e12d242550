import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-cert-expired");

const FILES = {
  "old.crt": sketches({ name: "old", from: "2025-01-01", until: "2025-04-01" }),
  "today.crt": sketches({ name: "today", from: "2025-10-15", until: "2026-01-14T20:00:00Z" }),
  "last.crt": sketches({ name: "last", from: "2025-10-15", until: "2026-01-15T00:00:00Z" }),
  "chain.crt": sketches(
    { name: "leaf" },
    { name: "Example CA", issuer: "Example Root", isCa: true, until: "2026-01-01" },
    { name: "Example Root", issuer: "Example Root", isCa: true, until: "2025-01-01" },
  ),
};

test("on both sides and in all families, once where a certificate is inherited", async () => {
  await check(
    conf`
      http {
          ssl_certificate old.crt;
      #                   ~~~~~~~ error: the certificate of "old" ran out on 2025-04-01, 289 days ago
          ssl_certificate_key old.key;
          server { listen 1 ssl; }
          server {
              listen 2 ssl;
              location / { proxy_pass https://a; proxy_ssl_certificate old.crt; proxy_ssl_certificate_key a.key; }
      #                                                                ~~~~~~~ error: the certificate of "old" ran out on 2025-04-01, 289 days ago
          }
      }
      stream {
          server { listen 3 ssl; return x; ssl_certificate today.crt; ssl_certificate_key a.key; }
      #                                                    ~~~~~~~~~ error: the certificate of "today" ran out on 2026-01-14, less than a day ago
      }
      mail {
          server { listen 993 ssl; protocol imap; ssl_certificate old.crt; ssl_certificate_key a.key; }
      #                                                           ~~~~~~~ error: the certificate of "old" ran out on 2025-04-01, 289 days ago
      }
    `,
    { files: FILES },
  );
});

test("an intermediate is a warning, a root is nothing to peers", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl;
              ssl_certificate chain.crt;
      #                       ~~~~~~~~~ warning: the certificate of the issuer "Example CA" ran out on 2026-01-01, 14 days ago
              ssl_certificate_key a.key;
          }
      }
    `,
    { files: FILES },
  );
});

test("silent until the last second, in plain text, and for files that were not read", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate last.crt; ssl_certificate_key a.key; }
          server { listen 80; ssl_certificate old.crt; ssl_certificate_key a.key; }
          server { listen 2 ssl; ssl_certificate other.crt; ssl_certificate_key a.key; }
          server {
              listen 3 ssl;
              ssl_certificate last.crt;
              ssl_certificate_key a.key;
              location / { proxy_pass http://a; proxy_ssl_certificate old.crt; proxy_ssl_certificate_key a.key; }
          }
      }
    `,
    { files: FILES },
  );
});
