import { describe, expect, test } from "vitest";
import { splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-tls-verify-off");

describe("what is reported", () => {
  test("each module that speaks TLS to upstreams", () =>
    check(conf`
      http {
          server {
              location /a { proxy_pass HTTPS://api.example.com/; }
      #                                ~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
              location /b { grpc_pass grpcs://api.example.com:443; }
      #                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("grpc_ssl_verify" is off by default) and no SNI is sent
              location /c { uwsgi_pass suwsgi://api.example.com:3031; }
      #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("uwsgi_ssl_verify" is off by default) and no SNI is sent
          }
      }
      stream {
          server {
              listen 5432;
              proxy_pass db.example.com:5432;
      #                  ~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
              proxy_ssl on;
          }
      }
    `));

  test("nothing where the hop is plaintext, verified or not known", () =>
    check(conf`
      http {
          server {
              location /a { proxy_pass http://api.example.com; }
              location /b { grpc_pass api.example.com:50051; }
              location /c { uwsgi_pass unix:/run/app.sock; }
              location /d { proxy_pass $scheme://api.example.com; }
              location /e { proxy_pass $backend; }
              location /f { proxy_pass https://api.example.com; proxy_ssl_verify ON; }
          }
      }
      stream {
          server { listen 443; proxy_pass api.example.com:443; }
          server { listen 53 udp; proxy_pass dns.example.com:853; proxy_ssl on; }
      }
    `));

  test("a literal scheme before a variable is TLS; its name is not known", () =>
    check(conf`
      http {
          server {
              location / { proxy_pass https://$backend; }
      #                               ~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
          }
      }
    `));

  test("SNI is mentioned for DNS names of several labels only", () =>
    check(conf`
      http {
          server {
              location /a { proxy_pass https://backend; }
      #                                ~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /b { proxy_pass https://192.0.2.1; }
      #                                ~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /c { proxy_pass https://[2001:db8::1]:8443; }
      #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /d { proxy_pass https://api.example.com; proxy_ssl_server_name on; }
      #                                ~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /e { proxy_pass https://192.0.2.1; proxy_ssl_name api.example.com; }
      #                                ~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
          }
      }
    `));

  test("a pass in an if or limit_except block takes the settings around it", () =>
    check(conf`
      http {
          server {
              location / {
                  if ($request_method = POST) {
                      proxy_pass https://write.example.com;
      #                          ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is explicitly off) and no SNI is sent
                  }
                  limit_except GET {
                      proxy_pass https://write.example.com;
      #                          ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is explicitly off) and no SNI is sent
                  }
                  proxy_ssl_verify off;
              }
              location /safe {
                  proxy_ssl_verify on;
                  if ($request_method = POST) {
                      proxy_pass https://write.example.com;
                  }
              }
          }
      }
    `));
});

describe("inheritance", () => {
  test("a value of an outer block counts, and the nearest wins", () =>
    check(conf`
      http {
          proxy_ssl_verify on;
          server {
              location / { proxy_pass https://a.example.com; }
          }
          server {
              proxy_ssl_verify off;
              location / {
                  proxy_pass https://b.example.com;
      #                      ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is explicitly off) and no SNI is sent
                  location /nested {
                      proxy_pass https://c.example.com;
                      proxy_ssl_verify on;
                  }
              }
          }
      }
    `));

  test("an included file counts as part of the block", () =>
    check(conf`
      http {
          server {
              include tls.conf;
              location /a { proxy_pass https://a.example.com; }
              location /b { include off.conf; proxy_pass https://b.example.com; }
      #                                                  ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is explicitly off)
          }
      }
      #- tls.conf
      proxy_ssl_verify on;
      proxy_ssl_server_name on;
      #- off.conf
      proxy_ssl_verify off;
    `));

  test("the origin of an inherited value is told, across files", async () => {
    const files = splitFiles(conf`
      http {
          include tls.conf;
          server {
              location / { proxy_pass https://a.example.com; }
          }
      }
      #- tls.conf
      proxy_ssl_verify off;
    `);
    const [finding] = await run(ruleNamed("upstream-tls-verify-off"), files);
    expect(finding?.related).toEqual([
      {
        file: "/etc/nginx/tls.conf",
        span: { start: 0, end: "proxy_ssl_verify".length },
        message: '"proxy_ssl_verify" is inherited from here',
      },
    ]);
    expect(finding?.file).toBe("/etc/nginx/nginx.conf");
  });
});

describe("severity", () => {
  test("a fragment's outer blocks may verify", () =>
    check(conf`
      server {
          listen 80;
          location /a { proxy_pass https://a.example.com; }
      #                            ~~~~~~~~~~~~~~~~~~~~~ information: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
          location /b { proxy_pass https://b.example.com; proxy_ssl_verify off; }
      #                            ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is explicitly off) and no SNI is sent
      }
    `));

  test("so may an include that can't be read", () =>
    check(conf`
      http {
          include /elsewhere/tls.conf;
          server {
              location / { proxy_pass https://a.example.com; }
      #                               ~~~~~~~~~~~~~~~~~~~~~ information: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
          }
      }
    `));

  test("an upstream on this machine is a hint", () =>
    check(conf`
      http {
          upstream local { server 127.0.0.1:8443; server unix:/run/app.sock; }
          upstream mixed { server 127.0.0.1:8443; server 192.0.2.1:8443; }
          server {
              location /a { proxy_pass https://127.0.0.2:8443; }
      #                                ~~~~~~~~~~~~~~~~~~~~~~ hint: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /b { proxy_pass https://localhost; }
      #                                ~~~~~~~~~~~~~~~~~ hint: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /c { proxy_pass https://[::1]/; }
      #                                ~~~~~~~~~~~~~~ hint: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /d { proxy_pass https://unix:/run/app.sock:/; }
      #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ hint: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /e { proxy_pass https://local; }
      #                                ~~~~~~~~~~~~~ hint: certificate is not verified ("proxy_ssl_verify" is off by default)
              location /f { proxy_pass https://mixed; }
      #                                ~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
          }
      }
    `));
});

describe("guards", () => {
  test("a comment that says that it is meant", () =>
    check(conf`
      http {
          server {
              location /a {
                  proxy_pass https://a.example.com;
                  proxy_ssl_verify off; # Insecure: self-signed, replaced in spring
              }
              location /b {
                  proxy_pass https://b.example.com;
                  proxy_ssl_verify off; # nolint
              }
              location /c {
                  proxy_pass https://c.example.com;
      #                      ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is explicitly off) and no SNI is sent
                  proxy_ssl_verify off; # insecurely documented
              }
          }
      }
    `));

  test("upstream-tls-trusted-unused says it better, unless it is silenced", async () => {
    const fixture = conf`
      http {
          server {
              proxy_ssl_trusted_certificate ca.crt;
              location / { proxy_pass https://a.example.com; }
          }
      }
    `;
    await check(fixture);
    const rules = { "upstream-tls-trusted-unused": "off" } as const;
    const findings = await run(ruleNamed("upstream-tls-verify-off"), splitFiles(fixture), {
      rules,
    });
    expect(findings).toHaveLength(1);
  });

  test("a CA for all servers is no sign that this one is meant to be verified", () =>
    check(conf`
      http {
          proxy_ssl_trusted_certificate ca.crt;
          server {
              location / { proxy_pass https://a.example.com; }
      #                               ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent
          }
      }
    `));
});

test("a placeholder may stand for on", async () => {
  await check(conf`
    server {
        location / { proxy_pass https://a.example.com; proxy_ssl_verify {{ verify }}; }
        location /b { proxy_pass https://b.example.com; proxy_ssl_verify yes; }
    }
  `);
});
