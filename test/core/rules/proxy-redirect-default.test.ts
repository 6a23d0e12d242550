import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("proxy-redirect-default");

test("in a location, after the pass", async () => {
  await check(conf`
    http {
        proxy_redirect default;
    #                  ~~~~~~~ error: "proxy_redirect default" should be placed after the "proxy_pass" directive
        server {
            location /a {
                proxy_pass http://127.0.0.1;
                proxy_redirect default;
            }
            location /b {
                proxy_pass http://$host;
                proxy_redirect default;
    #                          ~~~~~~~ error: "proxy_redirect default" cannot be used with "proxy_pass" directive with variables
            }
            location /c {
                proxy_redirect off;
                proxy_redirect default /;
            }
        }
    }
  `);
});

test("the pass may stand in a file that is not seen", async () => {
  await check("proxy_redirect default;\n");
  await check("http { server { location / { include pass.conf; proxy_redirect default; } } }\n");
});
