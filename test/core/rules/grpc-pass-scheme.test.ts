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

test("the port that HTTP has by default is written out, but not for a group", async () => {
  await checkFix(
    "http { server { location / { grpc_pass $0https://api.example.com; } } }",
    "http { server { location / { grpc_pass grpcs://api.example.com:443; } } }",
  );
  await checkFix(
    "http { upstream app { server 10.0.0.1:443; } server { location / { grpc_pass $0https://APP; } } }",
    "http { upstream app { server 10.0.0.1:443; } server { location / { grpc_pass grpcs://APP; } } }",
  );
  await checkFix(
    "http { server { location / { grpc_pass $0http://api.example.com; } } }",
    "http { server { location / { grpc_pass grpc://api.example.com:80; } } }",
  );
});
