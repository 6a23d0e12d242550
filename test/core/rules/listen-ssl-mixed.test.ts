import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("listen-ssl-mixed");

test("the later server decides as well as the first", () =>
  check(conf`
    http {
        server { listen 443; server_name a.example.com; }
    #                   ~~~ warning: "*:443" is TLS here too: "listen" of server "c.example.com" has "ssl"
        server { listen 0443 default_server; server_name b.example.com; }
    #                   ~~~~ warning: "*:443" is TLS here too: "listen" of server "c.example.com" has "ssl"
        server { listen 0.0.0.0:443 ssl; server_name c.example.com; }
        server { listen [::]:443; }
        server { listen 127.0.0.1:443; }
    }
    stream {
        server { listen 5432; server_name a; }
    #                   ~~~~ warning: "*:5432" is TLS here too: "listen" of server "b" has "ssl"
        server { listen 5432 ssl; server_name b; }
    }
  `));

test("TCP and QUIC are two sockets", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            listen 443 quic;
        }
        server { listen 443 ssl; }
    }
  `));

test("across files, and the option is added behind the others", () =>
  checkFix(
    "http { server { listen $0443 reuseport; } server { listen 443 ssl; } }",
    "http { server { listen 443 reuseport ssl; } server { listen 443 ssl; } }",
  ));

test("a refused listen is told of by another rule", () =>
  check("http { server { listen 443 ssl; } server { listen 443 SSL; } }\n"));
