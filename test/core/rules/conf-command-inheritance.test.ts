import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("conf-command-inheritance");

test("what is lost, for each family", () =>
  check(conf`
    http {
        ssl_conf_command Options PrioritizeChaCha;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        proxy_ssl_conf_command Options PrioritizeChaCha;
        server {
            ssl_conf_command Options -SessionTicket;
    #       ~~~~~~~~~~~~~~~~ information: "Options" of the enclosing block does not apply here
            ssl_conf_command ciphersuites TLS_AES_256_GCM_SHA384;
            grpc_ssl_conf_command Options PrioritizeChaCha;
            location / { proxy_ssl_conf_command MinProtocol TLSv1.2; }
    #                    ~~~~~~~~~~~~~~~~~~~~~~ information: "Options" of the enclosing block does not apply here
        }
        server { listen 443 ssl; }
    }
  `));

test("all that is lost is copied behind the block's own", () =>
  checkFix(
    "http { ssl_conf_command A 1; ssl_conf_command B 2; server { $0ssl_conf_command C 3; ssl_conf_command A 4; } }",
    "http { ssl_conf_command A 1; ssl_conf_command B 2; server { ssl_conf_command C 3; ssl_conf_command A 4; ssl_conf_command B 2; } }",
  ));
