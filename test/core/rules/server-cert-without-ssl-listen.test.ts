import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("server-cert-without-ssl-listen");

test("its own certificate, shown to nobody", () =>
  check(conf`
    http {
        ssl_certificate_key a.key;
        server {
            listen 80;
            ssl_certificate a.crt;
    #       ~~~~~~~~~~~~~~~ information: certificate is shown to nobody: no "listen" of this server has "ssl"
        }
        server {
            ssl_certificate a.crt;
    #       ~~~~~~~~~~~~~~~ information: certificate is shown to nobody: no "listen" of this server has "ssl"
        }
        server { listen unix:/run/a.sock; ssl_certificate a.crt; }
    #                                     ~~~~~~~~~~~~~~~ information: certificate is shown to nobody: no "listen" of this server has "ssl"
    }
  `));

test("TLS, inherited, said better, or not to be seen", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 80; }
        server { listen 443 ssl; ssl_certificate a.crt; }
        server { listen 443; ssl_certificate a.crt; }
        server { listen 8443; ssl_certificate a.crt; }
        server { include /nowhere/listen.conf; ssl_certificate a.crt; }
        server { listen $port; ssl_certificate a.crt; }
    }
  `));

test("with listen-443-no-ssl off", () =>
  check(
    conf`
      http {
          server { listen 443; ssl_certificate a.crt; ssl_certificate_key a.key; }
      #                        ~~~~~~~~~~~~~~~ information: certificate is shown to nobody: no "listen" of this server has "ssl"
      }
    `,
    { rules: { "listen-443-no-ssl": "off" } },
  ));

test("a server without listen keeps its plain port", async () => {
  const text = "http { server { server_name a.example.com; $0ssl_certificate a.crt; } }";
  await checkFix(
    text,
    "http { server { server_name a.example.com; listen 80; listen 443 ssl; ssl_certificate a.crt; } }",
  );
  await checkFix(text, "http { server { server_name a.example.com; } }", {
    title: "Delete the certificate and key",
  });
});

test("a file that is only the inside of a server says nothing of its listens", async () => {
  await check("ssl_certificate a.crt;\nssl_certificate_key a.key;\n");
});

test("what a refused listen was to speak is not known", () =>
  check(conf`
    http {
        server { listen 443 SSL; ssl_certificate a.crt; ssl_certificate_key a.key; }
        server { listen 8443 https; ssl_certificate a.crt; ssl_certificate_key a.key; }
    }
  `));
