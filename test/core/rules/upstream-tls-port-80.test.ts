import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-port-80");

test("servers on port 80 are reported once, wherever the TLS pass stands", async () => {
  await check(conf`
    http {
        upstream app {
            server app1.example.com;
    #              ~~~~~~~~~~~~~~~~ warning: TLS goes to port 80: a server without a port has 80, not 443
            server app2.example.com:80 weight=2;
    #              ~~~~~~~~~~~~~~~~~~~ warning: TLS goes to port 80
            server app3.example.com:443;
            server unix:/run/app.sock;
            server app4.example.com service=https resolve;
        }
        server {
            location /a { proxy_pass https://APP; }
            location /b { grpc_pass grpcs://app; }
            location /c {
                proxy_pass https://api.example.com:80;
    #                      ~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: TLS goes to port 80
            }
        }
    }
  `);
});

test("plaintext passes and groups of stream are not concerned", async () => {
  await check(conf`
    http {
        upstream app { server app1.example.com; }
        server {
            location / { proxy_pass http://app; }
        }
    }
    stream {
        upstream db { server 10.0.0.1:80; }
        server { listen 12345; proxy_pass db; proxy_ssl on; }
    }
  `);
});

test("the fix goes inside quotes", async () => {
  await checkFix(
    'http { upstream a.b { server $0"a.example"; } server { location / { proxy_pass https://a.b; } } }',
    'http { upstream a.b { server "a.example:443"; } server { location / { proxy_pass https://a.b; } } }',
  );
});
