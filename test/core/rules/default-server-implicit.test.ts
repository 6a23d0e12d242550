import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("default-server-implicit");

test("several servers of one TLS socket, none marked", () =>
  check(conf`
    http {
        server { listen 443 ssl; listen 444 ssl; }
    #                   ~~~ hint: this is the default server of "*:443" only because it comes first
        server { listen 443 ssl; listen 445 ssl; }
        server { listen 445 ssl default_server; }
        server { listen 446 ssl; }
        server { listen 80; }
        server { listen 80; }
    }
  `));

test("another file may come first", () =>
  check(conf`
    http {
        include /nowhere/default.conf;
        server { listen 443 ssl; }
        server { listen 443 ssl; }
    }
  `));
