import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("stream-proxy-ssl-off-ineffective");

test("an inherited switch counts", async () => {
  await check(conf`
    stream {
        proxy_ssl on;
        server {
            listen 12345;
            proxy_pass 10.0.0.1:12345;
            proxy_ssl_verify on;
        }
        server {
            listen 12346;
            proxy_pass 10.0.0.1:12346;
            proxy_ssl off;
            proxy_ssl_name db.example.com;
    #       ~~~~~~~~~~~~~~ information: "proxy_ssl_name" has no effect: "proxy_ssl" is off
        }
    }
  `);
});

test("in a fragment the switch may stand outside", async () => {
  await check("server { listen 12345; proxy_pass 10.0.0.1:12345; proxy_ssl_alpn h2; }\n");
});

test("an explicit off is switched", async () => {
  await checkFix(
    "stream { server { listen 1; proxy_pass a:1; proxy_ssl off; $0proxy_ssl_name b; } }",
    "stream { server { listen 1; proxy_pass a:1; proxy_ssl on; proxy_ssl_name b; } }",
  );
});
