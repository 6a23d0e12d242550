import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("client-verify-optional-no-ca");

test("information where the certificate is handed on", () =>
  check(conf`
    http {
        map $ssl_client_fingerprint $tenant { default none; }
        server {
            listen 443 ssl;
            ssl_verify_client optional_no_ca;
    #                         ~~~~~~~~~~~~~~ information: client certificates are not verified: one of any CA, or none, is accepted
            location / { proxy_set_header X-Cert $ssl_client_escaped_cert; }
        }
        server { listen 443 ssl; ssl_verify_client optional_no_ca; location / { proxy_set_header X-Tenant $tenant; } }
    #                                              ~~~~~~~~~~~~~~ information: client certificates are not verified: one of any CA, or none, is accepted
        server { listen 443 ssl; ssl_verify_client Optional_No_CA; location / { add_header X-Cert $ssl_client_cert; } }
    #                                              ~~~~~~~~~~~~~~ warning: client certificates are not verified: one of any CA, or none, is accepted
    }
  `));

test("a CA that is there is kept", () =>
  check(conf`
    http {
        ssl_client_certificate ca.crt;
        server { listen 443 ssl; ssl_verify_client optional_no_ca; }
    #                                              ~~~~~~~~~~~~~~ warning: client certificates are not verified: one of any CA, or none, is accepted
    }
    stream {
        server { listen 5432 ssl; ssl_verify_client optional_no_ca; }
    #                                               ~~~~~~~~~~~~~~ warning: client certificates are not verified: one of any CA, or none, is accepted
    }
  `));

test("mail hands it to the authentication server if told to", () =>
  check(conf`
    mail {
        server { listen 993 ssl; ssl_verify_client optional_no_ca; }
    #                                              ~~~~~~~~~~~~~~ warning: client certificates are not verified: one of any CA, or none, is accepted
        server { listen 995 ssl; ssl_verify_client optional_no_ca; auth_http_pass_client_cert on; }
    #                                              ~~~~~~~~~~~~~~ information: client certificates are not verified: one of any CA, or none, is accepted
    }
  `));
