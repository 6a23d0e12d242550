import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("dhparam-not-a-file");

test("milder where nginx does not open it", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_dhparam 2048; }
    #                                        ~~~~ warning: nginx takes "2048" for the name of a file
        server { listen 443 ssl; ssl_dhparam auto.pem; }
    }
  `));
