import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("client-crl");

test("no server that uses it verifies", () =>
  check(conf`
    http {
        ssl_crl all.crl;
    #   ~~~~~~~ information: revocation list is never used: "ssl_verify_client" is off
        server { listen 443 ssl; }
        server { listen 443 ssl; ssl_crl own.crl; ssl_verify_client optional; }
        server { listen 443 ssl; ssl_verify_client off; }
    }
    stream {
        ssl_crl all.crl;
        server { listen 5432 ssl; ssl_verify_client on; }
        server { listen 5433 ssl; }
    }
  `));

test("an unseen block may verify", async () => {
  await check(conf`
    server {
        listen 443 ssl;
        ssl_crl own.crl;
        location / { return 200; }
    }
  `);
  await check(conf`
    ssl_crl own.crl;
    ssl_verify_client on;
  `);
});
