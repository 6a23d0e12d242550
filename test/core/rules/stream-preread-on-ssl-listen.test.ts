import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stream-preread-on-ssl-listen");

test("a plain listener, and a switch for all servers, are fine", async () => {
  await check(conf`
    stream {
        ssl_preread on;
        server { listen 443; proxy_pass 10.0.0.1:443; }
        server { listen 444 ssl; proxy_pass 10.0.0.1:80; }
    }
  `);
});

test("with a plain listener beside the TLS one nothing is deleted", async () => {
  await check(conf`
    stream {
        server {
            listen 443;
            listen 444 ssl;
            ssl_preread on;
    #       ~~~~~~~~~~~ warning: "ssl_preread" finds nothing here: "listen ... ssl" has decrypted the bytes
            proxy_pass 10.0.0.1:443;
        }
    }
  `);
});
