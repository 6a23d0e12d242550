import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stream-preread-missing");

test("a map of stream is followed", async () => {
  await check(conf`
    stream {
        map $ssl_preread_server_name $backend {
            default 10.0.0.1:443;
        }
        server {
            listen 443;
            proxy_pass $backend;
    #                  ~~~~~~~~ warning: "$ssl_preread_server_name" behind "$backend" is always empty: "ssl_preread" is off
        }
        server {
            listen 444;
            ssl_preread on;
            proxy_pass $backend;
        }
    }
  `);
});

test("switched on for all servers", async () => {
  await check(conf`
    stream {
        ssl_preread on;
        server {
            listen 443;
            proxy_pass $ssl_preread_server_name:443;
        }
    }
  `);
});

test("in a fragment it is information", async () => {
  await check(conf`
    server {
        listen 443;
        proxy_pass $ssl_preread_server_name:443;
    #              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: "$ssl_preread_server_name" is always empty: "ssl_preread" is off
        proxy_timeout 1m;
    }
  `);
});
