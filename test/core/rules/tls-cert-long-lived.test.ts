import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-cert-long-lived");

const issuerUrls = ["http://ca.example.net/ca.crt"];
const FILES = {
  "d398.crt": sketches({ name: "d398", from: "2025-01-01", until: "2026-02-03", issuerUrls }),
  "d399.crt": sketches({ name: "d399", from: "2025-01-01", until: "2026-02-04", issuerUrls }),
  "late.crt": sketches({ name: "late", from: "2026-03-15", until: "2026-10-02", issuerUrls }),
  "before.crt": sketches({ name: "before", from: "2020-08-31", until: "2022-08-31", issuerUrls }),
  "private.crt": sketches({ name: "private", from: "2025-01-01", until: "2035-01-01" }),
};

test("by the limit of the day of issue, and for public certificates only", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate d398.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate d399.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~ hint: the certificate of "d399" is valid for 399 days; browsers accept 398
          server { listen 1 ssl; ssl_certificate late.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~ hint: the certificate of "late" is valid for 201 days; browsers accept 200
          server { listen 1 ssl; ssl_certificate before.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate private.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
});
