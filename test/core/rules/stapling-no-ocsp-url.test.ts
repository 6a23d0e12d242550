import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-no-ocsp-url");

test("certificates of Let's Encrypt only", () =>
  check(conf`
    http {
        ssl_stapling on;
    #   ~~~~~~~~~~~~ information: nothing is stapled: Let's Encrypt has no OCSP responder since August 2025
        server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/a/fullchain.pem; }
        server { listen 80; }
    }
    stream {
        ssl_stapling on;
        server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/a/fullchain.pem; }
        server { listen 444 ssl; ssl_certificate other.crt; }
    }
  `));

test("a responder of one's own, stapling off", () =>
  check(conf`
    http {
        ssl_certificate /etc/letsencrypt/live/a/fullchain.pem;
        server { listen 443 ssl; ssl_stapling on; ssl_stapling_responder http://ocsp.example.com/; }
        server { listen 443 ssl; ssl_stapling on; ssl_stapling_file response.der; }
        server { listen 443 ssl; ssl_stapling off; }
    }
  `));
