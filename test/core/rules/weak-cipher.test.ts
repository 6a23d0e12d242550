import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("weak-cipher");

test("in every directive that takes a cipher string", async () => {
  await check(conf`
    http {
        proxy_ssl_ciphers HIGH;
    #                     ~~~~ warning: "HIGH" selects anonymous suites (policy mozilla-intermediate 6.0)
        server {
            grpc_ssl_ciphers ALL;
    #                        ~~~ warning: "ALL" selects anonymous suites (policy mozilla-intermediate 6.0)
            location / {
                uwsgi_ssl_ciphers eNULL;
    #                             ~~~~~ warning: "eNULL" selects unencrypted, anonymous, MD5 suites (policy mozilla-intermediate 6.0)
                js_fetch_ciphers AECDH;
    #                            ~~~~~ warning: "AECDH" selects anonymous, unencrypted suites (policy mozilla-intermediate 6.0)
            }
        }
    }
    stream { server { listen 1 ssl; return x; ssl_ciphers COMPLEMENTOFALL; } }
    #                                                     ~~~~~~~~~~~~~~~ warning: "COMPLEMENTOFALL" selects unencrypted, anonymous, MD5 suites (policy mozilla-intermediate 6.0)
    mail { ssl_ciphers aNULL; }
    #                  ~~~~~ warning: "aNULL" selects anonymous, unencrypted suites (policy mozilla-intermediate 6.0)
  `);
});

test("spans hold inside quotes and behind escapes", async () => {
  await check(conf`
    http {
        ssl_ciphers "HIGH !aNULL RC4";
    #                            ~~~ warning: "RC4" selects RC4 suites where OpenSSL has them (policy mozilla-intermediate 6.0)
        server { ssl_ciphers '\'x\':!aNULL:EXP-RC4-MD5'; }
    #                                      ~~~~~~~~~~~ warning: "EXP-RC4-MD5" selects export suites where OpenSSL has them (policy mozilla-intermediate 6.0)
    }
  `);
});

test.each([
  "HIGH:!aNULL:!MD5",
  "DEFAULT",
  "DEFAULT:!RC4:!3DES",
  "ECDHE-RSA-AES128-GCM-SHA256:!aNULL:!eNULL:!EXPORT:!DES:!RC4:!3DES:!MD5:!PSK",
  "EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:!aNULL",
  "ALL:!aNULL:!eNULL:!RC4",
  "-ALL:ECDHE+AESGCM",
  "HIGH:-aNULL",
  "RC4:HIGH:!aNULL:!RC4",
  "3DES:HIGH:!aNULL:-3DES",
  "PROFILE=SYSTEM",
  "PSK:ECDHE+CHACHA20",
])("%s is fine", async (ciphers) => {
  await check(`http { ssl_ciphers "${ciphers}"; }`);
});

test("what is excluded and comes back counts", async () => {
  await check(conf`
    http {
        ssl_ciphers HIGH:-aNULL:aNULL;
    #                           ~~~~~ warning: "aNULL" selects anonymous, unencrypted suites (policy mozilla-intermediate 6.0)
    }
  `);
});

test("a long list of single names", async () => {
  await check(conf`
    http {
        ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:EDH-RSA-DES-CBC3-SHA:ECDHE-RSA-RC4-SHA:ADH-AES128-SHA:NULL-MD5;
    #                                           ~~~~~~~~~~~~~~~~~~~~ warning: "EDH-RSA-DES-CBC3-SHA" selects 3DES suites where OpenSSL has them (policy mozilla-intermediate 6.0)
    #                                                                ~~~~~~~~~~~~~~~~~ warning: "ECDHE-RSA-RC4-SHA" selects RC4 suites where OpenSSL has them (policy mozilla-intermediate 6.0)
    #                                                                                  ~~~~~~~~~~~~~~ warning: "ADH-AES128-SHA" selects anonymous suites (policy mozilla-intermediate 6.0)
    #                                                                                                 ~~~~~~~~ warning: "NULL-MD5" selects unencrypted, MD5 suites (policy mozilla-intermediate 6.0)
    }
  `);
});

test("placeholders and several arguments are left alone", async () => {
  await check("http { ssl_ciphers $ciphers; }");
  await check("http { ssl_ciphers RC4 HIGH; }");
});

test("the fix drops what is only weak, excludes what is partly weak, and never leaves nothing", async () => {
  await checkFix(
    'http { ssl_ciphers "$0HIGH:RC4:@STRENGTH"; }',
    'http { ssl_ciphers "HIGH:@STRENGTH:!aNULL"; }',
  );
  await checkFix(
    "http { ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:$0RC4; }",
    "http { ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256; }",
  );
  await checkFix(
    "http { ssl_ciphers $0RC4:3DES; }",
    "http { ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305; }",
  );
});

test("where TLS 1.3 is spoken alone, no cipher string counts", async () => {
  const text = conf`
    http {
        proxy_ssl_ciphers ALL;
        ssl_ciphers ALL;
        server { listen 443 ssl; ssl_protocols TLSv1.3; }
        server {
            listen 8443 ssl;
            ssl_protocols TLSv1.3;
            location / { proxy_pass https://a.example.com; proxy_ssl_protocols TLSv1.3; }
            location /b { proxy_pass http://b.example.com; }
        }
    }
  `;
  await check(text);
  await check(text, { nginxVersion: "1.28.0" });
});

test("one user with TLS 1.2 is enough", async () => {
  await check(conf`
    http {
        ssl_ciphers ALL;
    #               ~~~ warning: "ALL" selects anonymous suites (policy mozilla-intermediate 6.0)
        server { listen 443 ssl; ssl_protocols TLSv1.3; }
        server { listen 8443 ssl; }
    }
  `);
  await check(
    conf`
      http {
          server { listen 443 ssl; }
          server {
              listen 443 ssl;
              server_name b.example.com;
              ssl_protocols TLSv1.3;
              ssl_ciphers ALL;
      #                   ~~~ warning: "ALL" selects anonymous suites (policy mozilla-intermediate 6.0)
          }
      }
    `,
    { nginxVersion: "1.28.0" },
  );
});

test("a string whose quotes are not closed is not judged", async () => {
  await check('http { ssl_ciphers "ALL;', { broken: true });
});
