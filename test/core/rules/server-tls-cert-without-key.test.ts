import { test } from "vitest";
import { certificate, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("server-tls-cert-without-key");

test("a plain server that inherits the certificate is refused as well", async () => {
  await check(conf`
    http {
        ssl_certificate a.crt;
    #                   ~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
        server { listen 80; }
        server { listen 443 ssl; ssl_certificate_key a.key; }
    }
  `);
});

test("a certificate that no server inherits is not looked at", async () => {
  await check(conf`
    http {
        ssl_certificate a.crt;
        server { listen 443 ssl; ssl_certificate b.crt; ssl_certificate_key b.key; }
    }
  `);
});

test("mail looks at TLS servers only, stream at the others since 1.25.5", async () => {
  const fixture = conf`
    mail {
        server { listen 993 ssl; protocol imap; ssl_certificate a.crt; }
    #                                                           ~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
        server { listen 143; protocol imap; starttls on; ssl_certificate b.crt; }
    #                                                                    ~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
        server { listen 110; protocol pop3; ssl_certificate c.crt; }
    }
    stream {
        server { listen 1; return x; ssl_certificate d.crt; }
    #                                                ~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
        server { listen 2 ssl; return x; ssl_certificate e.crt; }
    #                                                    ~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
    }
  `;
  await check(fixture);
  const withoutPlain = fixture
    .split("\n")
    .filter((_, at, lines) => !lines[at - 1]?.includes("d.crt"))
    .join("\n");
  await check(withoutPlain, { nginxVersion: "1.24.0" });
});

test("of several certificates the one whose key is missing is named", async () => {
  await check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate a.example.com.crt;
    #                       ~~~~~~~~~~~~~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
            ssl_certificate b.example.com.crt;
            ssl_certificate_key b.example.com.key;
        }
    }
  `);
});

test("inherited keys are counted too", async () => {
  await check(conf`
    http {
        ssl_certificate_key a.key;
        server {
            listen 443 ssl;
            ssl_certificate a.crt;
            ssl_certificate b.crt;
    #                       ~~~~~ error: 2 "ssl_certificate", but 1 inherited "ssl_certificate_key"
        }
    }
  `);
});

test("silent where the key can stand out of sight", async () => {
  await check("server { listen 443 ssl; ssl_certificate a.crt; }\n");
  await check(conf`
    http {
        server { listen 443 ssl; include keys.conf; ssl_certificate a.crt; }
    }
  `);
});

test("keys count by position, so the new one stands in the certificate's order", async () => {
  await checkFix(
    conf`
      http {
          server {
              ssl_certificate a.crt;
              ssl_certificate $0b.crt;
              ssl_certificate_key a.key;
          }
      }
    `,
    conf`
      http {
          server {
              ssl_certificate a.crt;
              ssl_certificate b.crt;
              ssl_certificate_key a.key;
              ssl_certificate_key b.key;
          }
      }
    `,
  );
});

test("a combined file is named again; key material in the directive is left alone", async () => {
  const combined = pem(key("a"), certificate("a"));
  await checkFix(
    "http { server { ssl_certificate $0both.pem; } }",
    "http { server { ssl_certificate both.pem; ssl_certificate_key both.pem; } }",
    { files: { "both.pem": combined } },
  );
  await check(conf`
    http {
        server { listen 443 ssl; ssl_certificate data:$pem; }
    #                                            ~~~~~~~~~ error: "ssl_certificate" has no "ssl_certificate_key"
    }
  `);
});
