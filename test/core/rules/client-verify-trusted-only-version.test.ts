import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("client-verify-trusted-only-version");

const OLD = { nginxVersion: "1.26.0" };

test("the CA of the block around counts", () =>
  check(
    conf`
      http {
          ssl_trusted_certificate "ca bundle.crt";
          server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client on; }
      #                                                                     ~~ error: no ssl_client_certificate for ssl_verify_client: ssl_trusted_certificate counts since 1.27.2
          server { listen 444 ssl; ssl_certificate a.crt; ssl_verify_client on; ssl_client_certificate b.crt; }
          server { listen 445 ssl; ssl_certificate a.crt; ssl_verify_client optional_no_ca; }
          server { listen 80; ssl_verify_client on; }
      }
    `,
    OLD,
  ));

test("fine since 1.27.2, and unknown in a fragment", async () => {
  await check(conf`
    http {
        server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client on; ssl_trusted_certificate ca.crt; }
    }
  `);
  await check(
    conf`
      server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client on; ssl_trusted_certificate ca.crt; }
    `,
    OLD,
  );
});
