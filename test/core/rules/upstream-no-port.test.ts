import { expect, test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-no-port");

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

test("the port is that of the scheme; plaintext that is not HTTP has none", async () => {
  await checkFix(
    "http { server { location / { grpc_pass $0grpc://10.0.0.1; } } }",
    "http { server { location / { grpc_pass grpc://10.0.0.1:80; } } }",
  );
  await checkFix(
    "stream { server { listen 1; proxy_ssl on; proxy_pass $010.0.0.1; } }",
    "stream { server { listen 1; proxy_ssl on; proxy_pass 10.0.0.1:443; } }",
  );
  const plain = "stream { server { listen 1; proxy_pass $010.0.0.1; } }";
  await expect(checkFix(plain, plain)).rejects.toThrow("no such fix");
});
