import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-no-port");

test("grpc, uwsgi and stream need a port unless the name is a group", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; }
        server {
            location /a { grpc_pass grpcs://app; }
            location /b {
                uwsgi_pass suwsgi://app.example.com;
    #                      ~~~~~~~~~~~~~~~~~~~~~~~~ error: no port in upstream "app.example.com"
            }
            location /c { uwsgi_pass unix:/run/app.sock; }
            location /d { proxy_pass https://app.example.com; }
            location /e { grpc_pass grpcs://$host; }
        }
    }
    stream {
        server {
            listen 12345;
            proxy_pass db.example.com;
    #                  ~~~~~~~~~~~~~~ error: no port in upstream "db.example.com"
        }
    }
  `);
});

test("in a fragment the name may be a group of another file", async () => {
  await check("location / { grpc_pass grpcs://backend; }\n");
});
