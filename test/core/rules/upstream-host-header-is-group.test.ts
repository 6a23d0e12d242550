import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-host-header-is-group");

test("HTTP and gRPC; uwsgi and stream send no Host", () =>
  check(conf`
    http {
        upstream pool { server a.example.com:443; }
        server {
            location /a { proxy_pass https://pool; }
    #                                ~~~~~~~~~~~~ hint: "Host" sent to the upstream is "pool", the name of the upstream group
            location /b { grpc_pass grpcs://pool; }
    #                               ~~~~~~~~~~~~ hint: "Host" sent to the upstream is "pool", the name of the upstream group
            location /c { uwsgi_pass suwsgi://pool; }
        }
    }
    stream {
        upstream pool { server a.example.com:443; }
        server { listen 443; proxy_pass pool; proxy_ssl on; }
    }
  `));

test("a Host header in force; a block with another header of its own inherits none", () =>
  check(conf`
    http {
        upstream pool { server a.example.com:443; }
        server {
            proxy_set_header HOST $host;
            location /a { proxy_pass https://pool; }
            location /b { proxy_pass https://pool; proxy_set_header X-Real-IP $remote_addr; }
    #                                ~~~~~~~~~~~~ hint: "Host" sent to the upstream is "pool", the name of the upstream group
            location /c { proxy_pass https://pool; include proxy.conf; }
        }
    }
    #- proxy.conf
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header Host      $http_host;
  `));

test("the group's name is fine where it is the name in the certificate, or a server's", () =>
  check(conf`
    http {
        upstream backend.example.com { server b1.example.com:443; }
        upstream a.example.com { server a.example.com:443; }
        upstream api.example.com { server 192.0.2.1:443; }
        server {
            location /a { proxy_pass https://backend.example.com; proxy_ssl_name backend.example.com; }
            location /b { proxy_pass https://a.example.com; }
            location /c { proxy_pass https://api.example.com; }
            location /d { proxy_pass http://backend.example.com; }
            location /e { proxy_pass https://b.example.com; }
            location /f { proxy_pass https://backend.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ hint: "Host" sent to the upstream is "backend.example.com", the name of the upstream group
        }
    }
  `));

test("nothing where unseen blocks may set the header", async () => {
  await check(conf`
    upstream pool { server a.example.com:443; }
    server {
        location / { proxy_pass https://pool; }
    }
  `);
  await check(conf`
    http {
        include /elsewhere/proxy.conf;
        upstream pool { server a.example.com:443; }
        server {
            location / { proxy_pass https://pool; }
        }
    }
  `);
});

test("the fix repeats headers that the location would lose", () =>
  checkFix(
    conf`
      http {
          upstream pool { server a.example.com:443; }
          server {
              proxy_set_header X-Real-IP $remote_addr;
              proxy_set_header X-Note "a b";
              location / {
                  proxy_pass https://$0pool;
              }
          }
      }
    `,
    conf`
      http {
          upstream pool { server a.example.com:443; }
          server {
              proxy_set_header X-Real-IP $remote_addr;
              proxy_set_header X-Note "a b";
              location / {
                  proxy_pass https://pool;
                  proxy_set_header X-Real-IP $remote_addr;
                  proxy_set_header X-Note "a b";
                  proxy_set_header Host a.example.com;
              }
          }
      }
    `,
  ));

test("headers of the location itself are not repeated, also for a pass in an if block", () =>
  checkFix(
    conf`
      http {
          upstream pool { server 192.0.2.1:443; }
          server {
              location / {
                  proxy_set_header X-Real-IP $remote_addr;
                  if ($arg_x) {
                      proxy_pass https://$0pool;
                  }
              }
          }
      }
    `,
    conf`
      http {
          upstream pool { server 192.0.2.1:443; }
          server {
              location / {
                  proxy_set_header X-Real-IP $remote_addr;
                  if ($arg_x) {
                      proxy_pass https://pool;
                  }
                  proxy_set_header Host $host;
              }
          }
      }
    `,
  ));

test("the client's header is the other choice", () =>
  checkFix(
    conf`
      http {
          upstream pool { server a.example.com:443; }
          server {
              location / { grpc_pass $0grpcs://pool; grpc_ssl_name b.example.com; }
          }
      }
    `,
    conf`
      http {
          upstream pool { server a.example.com:443; }
          server {
              location / { grpc_pass grpcs://pool; grpc_set_header Host $host; grpc_ssl_name b.example.com; }
          }
      }
    `,
    { title: "Pass on the client's Host" },
  ));
