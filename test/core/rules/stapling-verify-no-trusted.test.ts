import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("stapling-verify-no-trusted");

test("what is set for all servers", () =>
  check(conf`
    http {
        ssl_stapling on;
        ssl_stapling_verify on;
    #   ~~~~~~~~~~~~~~~~~~~ warning: responders with a certificate of their own can't be verified without "ssl_trusted_certificate"
        server { listen 443 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
        server { listen 444 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_trusted_certificate ca.crt; }
    }
  `));

test("trusted certificates, no stapling, other rules' matter", () =>
  check(conf`
    http {
        ssl_stapling_verify on;
        server { listen 443 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
        server { listen 443 ssl; ssl_certificate a.crt; ssl_stapling on; ssl_client_certificate ca.crt; }
        server { listen 443 ssl; ssl_certificate $name.crt; ssl_stapling on; }
        server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/a/fullchain.pem; ssl_stapling on; }
        server { listen 443 ssl; ssl_certificate a.crt; ssl_stapling on; ssl_stapling_verify off; }
        server { listen 80; ssl_certificate a.crt; ssl_stapling on; }
        server { listen 443 ssl; ssl_stapling on; }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    server {
        listen 443 ssl;
        ssl_certificate a.crt;
        ssl_stapling on;
        ssl_stapling_verify on;
    #   ~~~~~~~~~~~~~~~~~~~ information: responders with a certificate of their own can't be verified without "ssl_trusted_certificate"
        location / { return 200; }
    }
  `));

test("the CA bundle of the settings", () =>
  checkFix(
    "http { server { listen 443 ssl; ssl_certificate a.crt; ssl_stapling on; $0ssl_stapling_verify on; } }",
    "http { server { listen 443 ssl; ssl_certificate a.crt; ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate /ca.pem; } }",
    { trustedCertificate: "/ca.pem" },
  ));
