import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("grpc-pass-scheme");

test("schemes of other protocols are refused, right ones and variables are not", async () => {
  await check(conf`
    http {
        server {
            location /a {
                uwsgi_pass https://10.0.0.1:3031;
    #                      ~~~~~~~~~~~~~~~~~~~~~ error: invalid host in upstream "https://10.0.0.1:3031"
            }
            location /b { grpc_pass GRPCS://10.0.0.1:443; }
            location /c { uwsgi_pass suwsgi://10.0.0.1:3031; }
            location /d { grpc_pass $scheme://10.0.0.1:443; }
            location /e { proxy_pass https://10.0.0.1; }
        }
    }
  `);
});

test("the fix keeps the rest", async () => {
  await checkFix(
    "http { server { location / { uwsgi_pass $0uwsgis://app:3031; } } }",
    "http { server { location / { uwsgi_pass suwsgi://app:3031; } } }",
  );
});
