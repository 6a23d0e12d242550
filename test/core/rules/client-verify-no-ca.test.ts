import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("client-verify-no-ca");

test("any server that verifies and has a certificate", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        ssl_verify_client Optional;
    #                     ~~~~~~~~ error: no ssl_client_certificate or ssl_trusted_certificate for ssl_verify_client
        server { listen 443 ssl; }
        server { listen 444 ssl; ssl_verify_client on; ssl_client_certificate ""; }
    #                                              ~~ error: no ssl_client_certificate or ssl_trusted_certificate for ssl_verify_client
        server { listen 445 ssl; ssl_verify_client on; ssl_client_certificate ca.crt; }
        server { listen 446 ssl; ssl_verify_client optional_no_ca; }
        server { listen 447 ssl; ssl_verify_client off; }
    }
    stream {
        server { listen 5432 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_verify_client on; }
    #                                                                                                 ~~ error: no ssl_client_certificate or ssl_trusted_certificate for ssl_verify_client
    }
  `));

test("nothing is set up without a certificate; an unseen block may name the CA", async () => {
  await check(conf`
    http {
        server { listen 80; ssl_verify_client on; }
        server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client on; include /nowhere/ca.conf; }
    }
  `);
  await check(conf`
    server {
        listen 443 ssl;
        ssl_certificate a.crt;
        ssl_verify_client on;
    }
  `);
});

test("before 1.27.2, in other words", () =>
  check(
    conf`
      http {
          server { listen 443 ssl; ssl_reject_handshake on; ssl_verify_client on; }
      #                                                                       ~~ error: no ssl_client_certificate for ssl_verify_client
          server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client on; ssl_trusted_certificate ca.crt; }
      }
    `,
    { nginxVersion: "1.22.1" },
  ));

test("the CA goes behind the directive", () =>
  checkFix(
    "http { server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client $0on; } }",
    "http { server { listen 443 ssl; ssl_certificate a.crt; ssl_verify_client on; ssl_client_certificate /etc/nginx/client-ca.crt; } }",
  ));
