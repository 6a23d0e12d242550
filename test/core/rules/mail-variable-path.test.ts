import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("mail-variable-path");

test("elsewhere variables are fine, and a dollar alone is no variable", () =>
  check(conf`
    mail {
        server { listen 143; ssl_certificate_key $key; }
    #                                            ~~~~ warning: "mail" knows no variables: nginx looks for a file with "$" in its name
        server { listen 993 ssl; ssl_certificate 'a$.crt'; }
    }
    http { server { listen 443 ssl; ssl_certificate $ssl_server_name.crt; } }
  `));
