import { expect, test } from "vitest";
import { applyFileEdits, FIXTURE_FOLDER, splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-policy-mixed");

test("equal policies, other upstreams and no reuse are fine", async () => {
  await check(conf`
    http {
        proxy_ssl_trusted_certificate ca.crt;
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; }
            location /b { proxy_pass https://a.example.com:443/x; proxy_ssl_verify on; }
            location /c { proxy_pass https://b.example.com; }
            location /d { proxy_pass https://d.example.com; proxy_ssl_session_reuse off; }
            location /e { proxy_pass https://d.example.com; proxy_ssl_verify on; proxy_ssl_session_reuse off; }
        }
    }
  `);
});

test("a trusted CA does not count where nothing is verified", async () => {
  await check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate a.crt; }
            location /b { proxy_pass https://a.example.com; proxy_ssl_trusted_certificate b.crt; }
        }
    }
  `);
});

test("servers share a group, also with another CA or certificate", async () => {
  await check(conf`
    http {
        proxy_ssl_verify on;
        proxy_ssl_trusted_certificate a.crt;
        upstream app { server 10.0.0.1:443; }
        server {
            location / { proxy_pass https://app; }
        }
        server {
            location / {
                proxy_pass https://APP;
    #                      ~~~~~~~~~~~ warning: TLS sessions are shared with a location of another policy: "proxy_ssl_trusted_certificate" differs
                proxy_ssl_trusted_certificate b.crt;
            }
        }
    }
  `);
});

test("kept-alive connections are shared even without session reuse, unless they are local", async () => {
  await check(conf`
    http {
        proxy_ssl_session_reuse off;
        upstream kept { server 10.0.0.1:443; keepalive 8; }
        upstream local { server 10.0.0.1:443; keepalive 8 local; }
        server {
            location /a { proxy_pass https://kept; proxy_ssl_verify off; }
            location /b {
                proxy_pass https://kept;
    #                      ~~~~~~~~~~~~ warning: connections are shared with a location of another policy: "proxy_ssl_verify" differs
                proxy_ssl_verify on;
            }
            location /c { proxy_pass https://local; proxy_ssl_verify off; }
            location /d { proxy_pass https://local; proxy_ssl_verify on; }
        }
    }
  `);
});

test("only locations that reuse sessions share them", async () => {
  await check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_certificate a.crt; proxy_ssl_certificate_key a.key; }
            location /b { proxy_pass https://a.example.com; proxy_ssl_session_reuse off; }
        }
    }
  `);
});

test("an empty certificate is none, and a key alone is not used", async () => {
  await check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://a.example.com; proxy_ssl_certificate ""; proxy_ssl_crl ""; }
            location /c { proxy_pass https://a.example.com; proxy_ssl_certificate_key a.key; }
        }
    }
  `);
});

test("the paths behind a Unix socket are no part of it", async () => {
  await check(conf`
    http {
        server {
            location /a { proxy_pass https://unix:/run/a.sock:/a; }
            location /b {
                proxy_pass https://unix:/run/a.sock:/b;
    #                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: TLS sessions are shared with a location of another policy: "proxy_ssl_verify" differs
                proxy_ssl_verify on;
            }
            location /c { proxy_pass https://unix:/run/c.sock:/b; proxy_ssl_verify on; }
        }
    }
  `);
});

test("the name of a kept connection is checked once", async () => {
  await check(conf`
    http {
        proxy_ssl_verify on;
        upstream kept { server 10.0.0.1:443; keepalive 8; }
        upstream unkept { server 10.0.0.1:443; }
        server {
            location /a { proxy_pass https://kept; proxy_ssl_name a.example.com; }
            location /b {
                proxy_pass https://kept;
    #                      ~~~~~~~~~~~~ warning: connections are shared with a location of another policy: "proxy_ssl_name" differs
                proxy_ssl_name b.example.com;
            }
            location /c { proxy_pass https://kept; proxy_ssl_name A.example.com; }
            location /d { proxy_pass https://unkept; proxy_ssl_name a.example.com; }
            location /e { proxy_pass https://unkept; proxy_ssl_name b.example.com; }
        }
    }
  `);
});

test("a shared file gets the directive once", async () => {
  const files = splitFiles(conf`
    http {
        server { include pass.conf; }
        server { proxy_ssl_verify on; include pass.conf; }
    }
    #- pass.conf
    location / { proxy_pass https://a.example.com; }
  `);
  const [finding] = await run(ruleNamed("upstream-tls-policy-mixed"), files);
  const fixed = applyFileEdits(files, finding?.fixes[0]?.edits ?? []);
  expect(fixed[`${FIXTURE_FOLDER}/pass.conf`]).toBe(
    "location / { proxy_pass https://a.example.com; proxy_ssl_session_reuse off; }\n",
  );
});

test("a location with a second pass gets the directive once", async () => {
  await checkFix(
    conf`
      http {
          server {
              location /a { proxy_pass https://a.example.com; proxy_ssl_verify on; }
              location /b {
                  if ($arg_b) { proxy_pass https://a.example.com; }
                  proxy_pass $0https://a.example.com;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location /a { proxy_pass https://a.example.com; proxy_ssl_session_reuse off; proxy_ssl_verify on; }
              location /b {
                  if ($arg_b) { proxy_pass https://a.example.com; }
                  proxy_ssl_session_reuse off;
                  proxy_pass https://a.example.com;
              }
          }
      }
    `,
  );
});

test("since 1.29.7 a group can keep connections apart", async () => {
  const before = conf`
    http {
        upstream kept { server 10.0.0.1:443; keepalive 8; }
        server {
            location /a { proxy_pass https://kept; }
            location /b { proxy_pass $0https://kept; proxy_ssl_verify on; }
        }
    }
  `;
  const after = conf`
    http {
        upstream kept { server 10.0.0.1:443; keepalive 8 local; }
        server {
            location /a { proxy_pass https://kept; proxy_ssl_session_reuse off; }
            location /b { proxy_pass https://kept; proxy_ssl_session_reuse off; proxy_ssl_verify on; }
        }
    }
  `;
  await checkFix(before, after);
  await expect(checkFix(before, after, { nginxVersion: "1.28.0" })).rejects.toThrow("no such fix");
});

test("names are checked for each connection, so that sessions may stay", async () => {
  await checkFix(
    conf`
      http {
          proxy_ssl_verify on;
          upstream kept { server 10.0.0.1:443; keepalive 8; }
          server {
              location /a { proxy_pass https://kept; proxy_ssl_name a.example.com; }
              location /b { proxy_pass $0https://kept; proxy_ssl_name b.example.com; }
          }
      }
    `,
    conf`
      http {
          proxy_ssl_verify on;
          upstream kept { server 10.0.0.1:443; keepalive 8 local; }
          server {
              location /a { proxy_pass https://kept; proxy_ssl_name a.example.com; }
              location /b { proxy_pass https://kept; proxy_ssl_name b.example.com; }
          }
      }
    `,
  );
});
