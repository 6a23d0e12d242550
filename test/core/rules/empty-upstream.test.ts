import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("empty-upstream");

test("in http, in stream and in a fragment", async () => {
  await check(conf`
    http {
        upstream a {
            least_conn;
        }
    #   ~ error: no servers are inside upstream
        upstream b { server 127.0.0.1; }
        upstream c { }
    #                ~ error: no servers are inside upstream
    }
    stream {
        upstream d { }
    #                ~ error: no servers are inside upstream
    }
  `);
  await check(conf`
    upstream app {
    }
    # error: no servers are inside upstream
  `);
});

test("backup servers alone are none", async () => {
  await check(conf`
    http {
        upstream app {
    #            ~~~ error: no servers in upstream "app"
            server 127.0.0.1 backup;
        }
    }
  `);
});

test("servers may come from elsewhere", async () => {
  await check("http { upstream app { include servers.conf; } }\n");
  await check("http { upstream app { server_from_consul app; } }\n");
});

test("NGINX Plus fills a zone while it runs", async () => {
  await check(conf`
    http {
        upstream app {
            zone app 64k;
            state /var/lib/nginx/app.conf;
        }
    #   ~ information: no servers are inside upstream
    }
  `);
});
