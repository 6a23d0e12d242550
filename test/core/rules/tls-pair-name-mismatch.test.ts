import { expect, test } from "vitest";
import { certificate, key, pem } from "../../harness/pem.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-pair-name-mismatch");

test("in upstream identities and in stream and mail servers too", async () => {
  await check(conf`
    http {
        server {
            location / {
                proxy_pass https://10.0.0.1;
                proxy_ssl_certificate     tenant-a.pem;
                proxy_ssl_certificate_key tenant-b.key;
    #                                     ~~~~~~~~~~~~ hint: by its name the key belongs to another certificate than "tenant-a.pem"
            }
        }
    }
    stream {
        server { listen 1 ssl; return x; ssl_certificate rsa.crt; ssl_certificate_key ecdsa.key; }
    #                                                                                 ~~~~~~~~~ hint: by its name the key belongs to another certificate than "rsa.crt"
    }
    mail {
        server { listen 993 ssl; protocol imap; ssl_certificate server.crt; ssl_certificate_key client.key; }
    #                                                                                           ~~~~~~~~~~ hint: by its name the key belongs to another certificate than "server.crt"
    }
  `);
});

test("folders speak where file names don't", async () => {
  await check(conf`
    http {
        server {
            ssl_certificate     /etc/letsencrypt/live/a.example.com/fullchain.pem;
            ssl_certificate_key /etc/letsencrypt/live/b.example.com/privkey.pem;
    #                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ hint: by its name the key belongs to another certificate than "/etc/letsencrypt/live/a.example.com/fullchain.pem"
        }
    }
  `);
});

test.each([
  ["/etc/letsencrypt/live/a.org/fullchain.pem", "/etc/letsencrypt/live/a.org/privkey.pem"],
  ["/etc/ssl/certs/ssl-cert-snakeoil.pem", "/etc/ssl/private/ssl-cert-snakeoil.key"],
  ["cert.pem", "cert.key"],
  ["/root/.acme.sh/a.org/fullchain.cer", "/root/.acme.sh/a.org/a.org.key"],
  ["a.org.chained.crt", "a.org.key"],
  ["server.crt", "private.key"],
  ["www.example.com.crt", "example.com.key"],
  ["servercert.pem", "serverkey.pem"],
  ["fullchain1.pem", "privkey1.pem"],
  ["A.crt", "a.key"],
  ["both.pem", "both.pem"],
  ["certs/api.key", "certs/api.key"],
  ["certs/$ssl_server_name.crt", "certs/default.key"],
  ["a.crt", "engine:pkcs11:b"],
  ["data:$a", "data:$b"],
  ["/etc/ssl/<certificate>.crt", "/etc/ssl/<key>.key"],
])("%s goes with %s", async (certificateFile, keyFile) => {
  await check(
    `http { server { ssl_certificate ${certificateFile}; ssl_certificate_key ${keyFile}; } }`,
  );
});

test("two pairs in another order go together as well", async () => {
  await check(conf`
    http {
        server {
            ssl_certificate rsa.crt;
            ssl_certificate ecdsa.crt;
            ssl_certificate_key ecdsa.key;
            ssl_certificate_key rsa.key;
        }
    }
  `);
});

test("one file in the other's place", async () => {
  await check(conf`
    http {
        server {
            ssl_certificate     privkey.pem;
    #                           ~~~~~~~~~~~ information: "ssl_certificate" names what looks like a key
            ssl_certificate_key site.key;
        }
        server {
            ssl_certificate     a.crt;
            ssl_certificate_key a.csr;
    #                           ~~~~~ information: "ssl_certificate_key" names what looks like a certificate
        }
    }
  `);
});

test("silent once the files could be read", async () => {
  const fixture = "http { server { ssl_certificate a.crt; ssl_certificate_key b.key; } }\n";
  const files = { "a.crt": pem(certificate("x")), "b.key": pem(key("x")) };
  await check(fixture, { files });
  const findings = await run(
    ruleNamed("tls-pair-name-mismatch"),
    { "/etc/nginx/nginx.conf": fixture },
    { files: { "a.crt": pem(certificate("x")) } },
  );
  expect(findings).toHaveLength(1);
});

test("either of the two can be the wrong one; a folder of keys is kept", async () => {
  const before =
    "http { server { ssl_certificate certs/a.pem; ssl_certificate_key keys/$0b.key; } }";
  await checkFix(
    before,
    "http { server { ssl_certificate certs/a.pem; ssl_certificate_key keys/a.key; } }",
  );
  await checkFix(
    before,
    "http { server { ssl_certificate certs/b.crt; ssl_certificate_key keys/b.key; } }",
    { title: 'Use "certs/b.crt" in "ssl_certificate"' },
  );
  await checkFix(
    "http { server { ssl_certificate live/a/fullchain.pem; ssl_certificate_key live/$0b/privkey.pem; } }",
    "http { server { ssl_certificate live/a/fullchain.pem; ssl_certificate_key live/a/privkey.pem; } }",
  );
});
