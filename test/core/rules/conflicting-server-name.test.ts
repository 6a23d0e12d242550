import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("conflicting-server-name");

test("case, wildcards and the empty name", () =>
  check(conf`
    http {
        server { listen 80; server_name a.com; }
        server { listen 80; server_name A.com b.*; }
    #                                   ~~~~~ warning: conflicting server name "a.com" on 0.0.0.0:80, ignored
        server { listen 80; server_name b.* .a.com *.a.com; }
    #                                   ~~~ warning: conflicting server name "b.*" on 0.0.0.0:80, ignored
    #                                       ~~~~~~ warning: conflicting server name ".a.com" on 0.0.0.0:80, ignored
        server { listen 80; }
        server { listen 80; server_name ""; }
    #                                   ~~ warning: conflicting server name "" on 0.0.0.0:80, ignored
        server { listen 80; }
    #   ~~~~~~ warning: conflicting server name "" on 0.0.0.0:80, ignored
    }
  `));

test("other sockets, one server alone, patterns and variables", () =>
  check(conf`
    http {
        server { listen 80; server_name a; }
        server { listen 127.0.0.1:80; server_name a; }
        server { listen 81; server_name a a; }
        server { listen 82; server_name ~a $hostname {{ x }}; }
        server { listen 82; server_name ~a $hostname {{ x }}; }
        server { listen [::1]:80; include unseen.conf; }
        server { listen [::1]:80; include unseen.conf; }
    }
  `));

test("several sockets, one finding", () =>
  check(conf`
    http {
        server { listen 80; listen [::]:80; server_name a; }
        server { listen 80; listen [::]:80; server_name a; }
    #                                                   ~ warning: conflicting server name "a" on 0.0.0.0:80, ignored
    }
  `));

test("the last name takes its directive along", () =>
  checkFix(
    conf`
      http {
          server { listen 80; server_name a; }
          server { listen 80; server_name b; server_name $0a; }
      }
    `,
    conf`
      http {
          server { listen 80; server_name a; }
          server { listen 80; server_name b; }
      }
    `,
  ));
