import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("undefined-zone");

test("limits and caches, declared before or after", async () => {
  await check(conf`
    events { }
    http {
        server {
            limit_req zone=one;
            limit_req zone=two;
    #                 ~~~~~~~~ error: zero size shared memory zone "two"
            limit_conn perip 5;
    #                  ~~~~~ error: zero size shared memory zone "perip"
            proxy_cache site;
            location /a { proxy_cache off; }
            location /b { proxy_cache $arg_zone; }
            location /c { proxy_cache Site; }
    #                                 ~~~~ error: "proxy_cache" zone "Site" is unknown
            location /d { fastcgi_cache php; }
    #                                   ~~~ error: "fastcgi_cache" zone "php" is unknown
        }
        limit_req_zone $binary_remote_addr zone=one:10m rate=1r/s;
        proxy_cache_path /var/cache keys_zone=site:10m;
    }
  `);
});

test("the zones of upstreams may share their memory", async () => {
  await check(conf`
    events { }
    http {
        upstream a { zone shared 64k; server 127.0.0.1; }
        upstream b { zone shared; server 127.0.0.2; }
        upstream c { zone other; server 127.0.0.3; }
    #                     ~~~~~ error: zero size shared memory zone "other"
    }
  `);
});

test("nothing is said of what is seen in part only", async () => {
  await check("limit_req zone=one;\n");
  await check("events { }\nhttp { include zones.conf; limit_req zone=one; }\n");
});
