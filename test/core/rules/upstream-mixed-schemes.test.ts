import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-mixed-schemes");

test("other groups, and a group with one scheme, are fine", async () => {
  await check(conf`
    http {
        upstream plain { server 10.0.0.1:80; }
        upstream tls { server 10.0.0.1:443; }
        server {
            location /a { proxy_pass http://plain; }
            location /b { proxy_pass https://tls; }
            location /c { proxy_pass $scheme://tls; }
        }
    }
  `);
});

test("grpc and proxy passes to one group are compared", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; }
        server {
            location /a { grpc_pass grpcs://app; }
            location /b {
                proxy_pass http://app;
    #                      ~~~~~~~~~~ information: group "app" is used without TLS here and with TLS elsewhere
            }
        }
    }
  `);
});
