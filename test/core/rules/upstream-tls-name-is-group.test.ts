import { expect, test } from "vitest";
import { splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-name-is-group");

test("each module; the message says what the name is used for", () =>
  check(conf`
    http {
        upstream pool { server a.example.com:443; }
        server {
            location /a { proxy_pass https://POOL; proxy_ssl_verify on; }
    #                                ~~~~~~~~~~~~ warning: certificate is checked for "pool", the name of the upstream group
            location /b { grpc_pass grpcs://pool; grpc_ssl_server_name on; }
    #                               ~~~~~~~~~~~~ warning: SNI is "pool", the name of the upstream group
            location /c { uwsgi_pass suwsgi://pool; uwsgi_ssl_verify on; uwsgi_ssl_server_name on; }
    #                                ~~~~~~~~~~~~~ warning: the name checked in the certificate and sent as SNI is "pool", the name of the upstream group
        }
    }
    stream {
        upstream db { server db1.example.com:5432; }
        server {
            listen 5432;
            proxy_pass db;
    #                  ~~ warning: certificate is checked for "db", the name of the upstream group
            proxy_ssl on;
            proxy_ssl_verify on;
        }
    }
  `));

test("a group name with a dot may be meant", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
        upstream backend.example.com { server b1.example.com:443; server b2.example.com:443; }
        upstream api.example.com { server 192.0.2.1:443; }
        server {
            location /a { proxy_pass https://backend.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: certificate is checked for "backend.example.com", the name of the upstream group
            location /b { proxy_pass https://api.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~ information: certificate is checked for "api.example.com", the name of the upstream group
        }
    }
  `));

test("no group, a written name, a server of that name, or no use of the name", () =>
  check(conf`
    http {
        upstream pool { server a.example.com:443; }
        upstream a.example.com { server 192.0.2.1:443; server A.example.com:443; }
        upstream named { include /elsewhere/servers.conf; }
        server {
            proxy_ssl_server_name on;
            location /a { proxy_pass https://pool; proxy_ssl_name a.example.com; }
            location /b { proxy_pass https://pool; proxy_ssl_name $host; }
            location /c { proxy_pass https://a.example.com; }
            location /d { proxy_pass https://b.example.com; }
            location /e { proxy_pass https://pool; proxy_ssl_server_name off; }
            location /f { proxy_pass http://pool; }
            location /g { proxy_pass https://$backend; }
            location /h { proxy_pass https://named; }
        }
    }
  `));

test("a name of any block around the pass counts", () =>
  check(conf`
    http {
        include upstreams.conf;
        server {
            proxy_ssl_verify on;
            proxy_ssl_name a.example.com;
            location / { proxy_pass https://pool; }
        }
        server {
            proxy_ssl_verify on;
            location / { proxy_pass https://pool; }
    #                               ~~~~~~~~~~~~ warning: certificate is checked for "pool", the name of the upstream group
        }
    }
    #- upstreams.conf
    upstream pool { server a.example.com:443; }
  `));

test("milder in a fragment, whose outer blocks may name it", () =>
  check(conf`
    upstream pool { server a.example.com:443; }
    server {
        location / { proxy_pass https://pool; proxy_ssl_verify on; }
    #                           ~~~~~~~~~~~~ information: certificate is checked for "pool", the name of the upstream group
    }
  `));

test("the servers are shown, and each of their names is offered once", async () => {
  const files = splitFiles(conf`
    http {
        upstream backend.example.com {
            server b1.example.com:443;
            server b2.example.com:443;
            server B1.example.com:8443;
            server 192.0.2.1:443;
        }
        server {
            location / { proxy_pass https://backend.example.com; proxy_ssl_verify on; }
        }
    }
  `);
  const [finding] = await run(ruleNamed("upstream-tls-name-is-group"), files);
  expect(finding?.related).toHaveLength(4);
  expect(finding?.fixes.map((it) => it.title)).toEqual([
    'Use the name "b1.example.com"',
    'Use the name "b2.example.com"',
    'Use the name "backend.example.com"',
  ]);
});

test("without a DNS name the fix has a placeholder", () =>
  checkFix(
    conf`
      http {
          upstream pool { server 192.0.2.1:443; }
          server {
              location / {
                  proxy_pass https://$0pool;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
    conf`
      http {
          upstream pool { server 192.0.2.1:443; }
          server {
              location / {
                  proxy_pass https://pool;
                  proxy_ssl_name name-in-certificate.example.com;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
  ));

test("the group's name can be written out", () =>
  checkFix(
    conf`
      http {
          upstream backend.example.com { server b1.example.com:443; }
          server {
              location / {
                  proxy_pass https://$0backend.example.com;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
    conf`
      http {
          upstream backend.example.com { server b1.example.com:443; }
          server {
              location / {
                  proxy_pass https://backend.example.com;
                  proxy_ssl_name backend.example.com;
                  proxy_ssl_verify on;
              }
          }
      }
    `,
    { title: 'Use the name "backend.example.com"' },
  ));
