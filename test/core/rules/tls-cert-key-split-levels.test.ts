import { test } from "vitest";
import { certificate, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-cert-key-split-levels");

test("for upstreams too, whichever half is the inner one", async () => {
  await check(conf`
    http {
        server {
            proxy_ssl_certificate_key client.key;
            grpc_ssl_certificate client.crt;
            location /a {
                proxy_pass https://10.0.0.1;
                proxy_ssl_certificate client.crt;
    #           ~~~~~~~~~~~~~~~~~~~~~ warning: this "proxy_ssl_certificate" is paired with an inherited "proxy_ssl_certificate_key"
            }
            location /b {
                grpc_pass grpcs://10.0.0.1:443;
                grpc_ssl_certificate_key client.key;
    #           ~~~~~~~~~~~~~~~~~~~~~~~~ warning: this "grpc_ssl_certificate_key" is paired with an inherited "grpc_ssl_certificate"
            }
        }
    }
  `);
});

test("across files, once for all that inherit it", async () => {
  await check(conf`
    http {
        ssl_certificate_key a.key;
        server { listen 1 ssl; include cert.conf; }
        server { listen 2 ssl; include cert.conf; }
    }
    #- cert.conf
    ssl_certificate a.crt;
    #~~~~~~~~~~~~~~ warning: this "ssl_certificate" is paired with an inherited "ssl_certificate_key"
  `);
});

test("a pair that is inherited or replaced as a whole is fine, and so is one combined file", async () => {
  await check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl; }
        server { listen 444 ssl; ssl_certificate b.crt; ssl_certificate_key b.key; }
        server { listen 445 ssl; ssl_certificate a.key; }
    }
    stream {
        server {
            proxy_ssl on; proxy_pass 10.0.0.1:443; listen 1;
            proxy_ssl_certificate c.crt; proxy_ssl_certificate_key c.key;
        }
    }
  `);
});

test("plain hops and too few keys are for other rules", async () => {
  await check(conf`
    http {
        proxy_ssl_certificate_key client.key;
        server {
            location / { proxy_pass http://10.0.0.1; proxy_ssl_certificate client.crt; }
        }
        server {
            ssl_certificate_key a.key;
            location / { proxy_pass http://10.0.0.2; }
        }
    }
    mail {
        ssl_certificate_key a.key;
        server { listen 25; protocol smtp; ssl_certificate a.crt; }
    }
  `);
});

test("where the names go together the inherited one is copied, which changes nothing", async () => {
  await checkFix(
    "http { ssl_certificate_key a.key; server { $0ssl_certificate a.crt; } }",
    "http { ssl_certificate_key a.key; server { ssl_certificate a.crt; ssl_certificate_key a.key; } }",
  );
});

test("otherwise the missing half is named after the new one; copying is the second choice", async () => {
  const before = "http { ssl_certificate_key a.key; server { $0ssl_certificate b.crt; } }";
  await checkFix(
    before,
    "http { ssl_certificate_key a.key; server { ssl_certificate b.crt; ssl_certificate_key b.key; } }",
  );
  await checkFix(
    before,
    "http { ssl_certificate_key a.key; server { ssl_certificate b.crt; ssl_certificate_key a.key; } }",
    { title: "Copy the inherited file names" },
  );
});

test("files that were read say more than names", async () => {
  await checkFix(
    "http { ssl_certificate_key a.key; server { $0ssl_certificate b.crt; } }",
    "http { ssl_certificate_key a.key; server { ssl_certificate b.crt; ssl_certificate_key a.key; } }",
    { files: { "a.key": pem(key("x")), "b.crt": pem(certificate("x")) } },
  );
});
