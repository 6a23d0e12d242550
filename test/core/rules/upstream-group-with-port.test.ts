import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-group-with-port");

test("only declared groups of the same family", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; }
        server {
            location /a { proxy_pass https://other:443; }
            location /b { proxy_pass https://app/path:443; }
            location /c {
                grpc_pass grpcs://APP:443;
    #                     ~~~~~~~~~~~~~~~ error: upstream "app" may not have port 443
            }
        }
    }
    stream {
        server { listen 12345; proxy_pass app:443; }
    }
  `);
});

test("the fix keeps the path", async () => {
  await checkFix(
    "http { upstream a { server b:80; } server { location / { proxy_pass $0http://a:80/x:80; } } }",
    "http { upstream a { server b:80; } server { location / { proxy_pass http://a/x:80; } } }",
  );
});
