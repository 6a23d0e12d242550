import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stream-proxy-ssl-udp");

test("an inherited switch is reported at the UDP listener", async () => {
  await check(conf`
    stream {
        proxy_ssl on;
        server {
            listen 53 udp;
    #       ~~~~~~ warning: "proxy_ssl" is ignored on a UDP listener: datagrams are sent unencrypted
            proxy_pass 10.0.0.1:53;
        }
        server {
            listen 853;
            proxy_pass 10.0.0.1:853;
        }
    }
  `);
});

test("TCP beside UDP keeps the switch useful, so no fix deletes it", async () => {
  await check(conf`
    stream {
        server {
            listen 53;
            listen 53 udp;
            proxy_pass 10.0.0.1:53;
            proxy_ssl on;
    #       ~~~~~~~~~ warning: "proxy_ssl" is ignored on a UDP listener: datagrams are sent unencrypted
        }
    }
  `);
});
