import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-unlisted-directive");

test("names of other blocks and unknown names are not directives to it", async () => {
  const text = conf`
    http {
        map $host $x { default 1; http2 2; }
        nosuch_directive on;
        server {
            listen 443 ssl;
            http2 on;
    #       ~~~~~ information: "http2" is not on the list of NGINXaaS for Azure
            location / { proxy_pass http://192.0.2.1; }
        }
    }
  `;
  await check(text, { platform: "nginxaas-azure" });
  await check("http { http2 on; }\n");
});
