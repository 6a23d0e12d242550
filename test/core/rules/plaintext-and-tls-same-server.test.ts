import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("plaintext-and-tls-same-server");

test("plain sockets that are open to others", () =>
  check(conf`
    http {
        server { listen 80; listen 443 ssl; location / { return 200; } }
    #                   ~~ hint: this server answers the same in the clear as over TLS
        server { listen 127.0.0.1:80; listen unix:/run/a.sock; listen 443 ssl; }
        server { listen 80; listen 443 ssl; if ($https = "") { return 301 https://$host$request_uri; } }
        server { listen 80; listen 443 ssl; return 301 https://www.example.com; }
        server { listen 80; listen 443 ssl; ssl_verify_client on; }
        server { listen 80; }
    }
  `));
