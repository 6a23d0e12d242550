import { expect, test } from "vitest";
import { splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-tls-no-sni");

test("where the unverified certificate is another rule's finding, or meant", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate ca.crt; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ information: no SNI is sent to "a.example.com" ("proxy_ssl_server_name" is off by default)
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_trusted_certificate ca.crt; }
    #                               ~~~~~~~~~~~~~~~~~~~~~~~~~ information: no SNI is sent to "b.example.com" ("grpc_ssl_server_name" is off by default)
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_trusted_certificate ca.crt; }
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: no SNI is sent to "c.example.com" ("uwsgi_ssl_server_name" is off by default)
            location /d {
                proxy_pass https://d.example.com;
    #                      ~~~~~~~~~~~~~~~~~~~~~ information: no SNI is sent to "d.example.com" ("proxy_ssl_server_name" is explicitly off)
                proxy_ssl_verify off; # insecure
                proxy_ssl_server_name off;
            }
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
    #                  ~~~~~~~~~~~~~~~~~~~ information: no SNI is sent to "db.example.com" ("proxy_ssl_server_name" is off by default)
            proxy_ssl on;
            proxy_ssl_trusted_certificate ca.crt;
        }
    }
  `));

test("upstream-tls-verify-off says it in its own message, unless it is silenced", async () => {
  const fixture = conf`
    http {
        server {
            location / { proxy_pass https://a.example.com; }
        }
    }
  `;
  await check(fixture);
  const rules = { "upstream-tls-verify-off": "off" } as const;
  const findings = await run(ruleNamed("upstream-tls-no-sni"), splitFiles(fixture), { rules });
  expect(findings).toHaveLength(1);
});

test("single labels, addresses, sockets and variables need none", () =>
  check(conf`
    http {
        server {
            proxy_ssl_trusted_certificate ca.crt;
            location /a { proxy_pass https://backend; }
            location /b { proxy_pass https://192.0.2.1; }
            location /c { proxy_pass https://unix:/run/app.sock; }
            location /d { proxy_pass https://$backend; }
            location /e { proxy_pass https://a.example.com; proxy_ssl_server_name on; }
            location /f { proxy_pass https://a.example.com; proxy_ssl_verify on; }
            location /g { proxy_pass http://a.example.com; }
        }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    location / {
        proxy_pass https://a.example.com;
    #              ~~~~~~~~~~~~~~~~~~~~~ hint: no SNI is sent to "a.example.com" ("proxy_ssl_server_name" is off by default)
        proxy_ssl_trusted_certificate ca.crt;
    }
  `));
