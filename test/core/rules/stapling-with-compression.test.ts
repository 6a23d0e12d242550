import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-with-compression");

test("an old OpenSSL has no compression to be incompatible", async () => {
  const off = "http { server { ssl_stapling off; ssl_certificate_compression on; } }\n";
  await check(off, { opensslVersion: "3.5" });
  await check(
    conf`
      http {
          ssl_certificate a.crt;
          ssl_certificate_key a.key;
          ssl_stapling on;
          server { listen 443 ssl; ssl_certificate_compression on; }
      #                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "ssl_stapling" is incompatible with "ssl_certificate_compression"
      }
    `,
    { opensslVersion: "3.0" },
  );
});
