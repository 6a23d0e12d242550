import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("conf-command-invalid");

test("names in any case, versions exactly", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate a.crt;
            ssl_certificate_key a.key;
            ssl_conf_command minprotocol TLSv1.2;
            ssl_conf_command MinProtocol tlsv1.2;
    #                                    ~~~~~~~ error: OpenSSL knows no "tlsv1.2" for "MinProtocol" ("bad value")
            ssl_conf_command MaxProtocol None;
            ssl_conf_command options "KTLS, -sessionticket";
            ssl_conf_command Options "KTLS, -tickets";
    #                                        ~~~~~~~ error: OpenSSL knows no "tickets" for "Options" ("bad value")
            ssl_conf_command VerifyMode Peer,Require;
            ssl_conf_command Groups whatever;
            ssl_conf_command -ciphersuites TLS_AES_128_GCM_SHA256;
    #                        ~~~~~~~~~~~~~ error: OpenSSL has no command "-ciphersuites" ("unknown cmd name")
        }
    }
  `));

test("nginx does not notice what it does not set up", () =>
  check(conf`
    http {
        server {
            location / {
                proxy_ssl_conf_command Foo bar;
    #                                  ~~~ warning: OpenSSL has no command "Foo" ("unknown cmd name")
                proxy_pass http://192.0.2.1;
            }
            location /tls {
                proxy_ssl_conf_command Foo bar;
    #                                  ~~~ error: OpenSSL has no command "Foo" ("unknown cmd name")
                proxy_pass https://192.0.2.1;
            }
        }
    }
  `));

test("the fix keeps signs, case and quotes of the rest", () =>
  checkFix(
    "ssl_conf_command Options 'ktls,-$0SesionTicket';",
    "ssl_conf_command Options 'ktls,-SessionTicket';",
  ));

test("one known suite is enough for OpenSSL, none is not", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate a.crt;
            ssl_certificate_key a.key;
            ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256:BAD;
            ssl_conf_command Ciphersuites "TLS_AES_128_GCM_SHA256 : TLS_AES_256_GCM_SHA384";
            ssl_conf_command Ciphersuites "";
            ssl_conf_command Ciphersuites TLS_SHA256_SHA256;
            ssl_conf_command Ciphersuites ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA;
    #                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: OpenSSL has no TLS 1.3 suite "ECDHE-RSA-AES128-GCM-SHA256" ("no cipher match")
            ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384;
    #                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: OpenSSL has no TLS 1.3 suite "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384" ("no cipher match")
        }
    }
  `));

test("a misspelled suite", () =>
  checkFix(
    "http { ssl_conf_command Ciphersuites $0TLS_AES_128_GCM_SHA255; }",
    "http { ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256; }",
  ));
