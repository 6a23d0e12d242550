import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("duplicate-zone");

test("each way in which two zones of one name disagree", async () => {
  await check(conf`
    http {
        limit_req_zone $binary_remote_addr zone=a:10m rate=5r/s;
        limit_req_zone $host zone=a:10m rate=5r/s;
    #                        ~~~~~~~~~~ error: limit_req_zone "a" is already bound to key "$binary_remote_addr"
        limit_req_zone $host zone=a:20m rate=5r/s;
    #                        ~~~~~~~~~~ error: the size 20971520 of shared memory zone "a" conflicts with already declared size 10485760
        proxy_cache_path /a keys_zone=b:10m;
        proxy_cache_path /b keys_zone=b:10m;
    #                       ~~~~~~~~~~~~~~~ error: duplicate zone "b"
        fastcgi_cache_path /c keys_zone=b:10m;
    #                         ~~~~~~~~~~~~~~~ error: the shared memory zone "b" is already declared for a different use
        limit_req zone=b;
    #             ~~~~~~ error: the shared memory zone "b" is already declared for a different use
    }
  `);
});

test("zones that servers share", async () => {
  await check(conf`
    http {
        server { ssl_session_cache shared:SSL:10m; }
        server { ssl_session_cache shared:SSL:10m; }
        server { ssl_session_cache shared:SSL:1m; }
    #                              ~~~~~~~~~~~~~ error: the size 1048576 of shared memory zone "SSL" conflicts with already declared size 10485760
    }
    stream {
        ssl_session_cache shared:SSL:10m;
    #                     ~~~~~~~~~~~~~~ error: the shared memory zone "SSL" is already declared for a different use
    }
  `);
});

test("of several zones in one directive the last counts", async () => {
  await check("http { limit_req_zone $uri zone=a:1m zone=a:10m rate=1r/s; }\n");
});

test("a block out of place uses no zone", async () => {
  await check(conf`
    http { limit_conn_zone $binary_remote_addr zone=addr:10m; }
    server { location / { limit_conn addr 10; } }
  `);
});
