import { test } from "vitest";
import { listFile, sketches } from "../../../core/rules/shared/example-files.ts";
import { ROOT } from "../../harness/authorities.ts";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-ca-file-no-cert");

const FILES = {
  "ca.p7b": { blocks: [], form: "PKCS#7" } as const,
  "half.crt": pem(...sketches(ROOT).blocks, { kind: "broken", label: "CERTIFICATE" }),
  "ca.crl": listFile(["Root"]),
  "ca.crt": sketches(ROOT),
};

test("refused, not opened, half readable", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_trusted_certificate ca.p7b;
      #                               ~~~~~~ error: "ca.p7b" is PKCS#7, but nginx reads only PEM
              ssl_client_certificate ca.p7b;
      #                              ~~~~~~ warning: "ca.p7b" is PKCS#7, but nginx reads only PEM
          }
          server {
              listen 2 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_trusted_certificate half.crt;
      #                               ~~~~~~~~ warning: a certificate in "half.crt" can't be decoded
          }
          server {
              listen 3 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_trusted_certificate ca.crl;
      #                               ~~~~~~ warning: "ca.crl" holds a revocation list, not a certificate
          }
          server { listen 4 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_trusted_certificate ca.crt; }
      }
    `,
    { files: FILES },
  );
});

test("a block without its END line is refused for sure, where nginx opens the file", async () => {
  const cut = { kind: "broken", label: "CERTIFICATE", flaw: "cut" } as const;
  await check(
    conf`
      http {
          ssl_certificate a.crt;
          ssl_certificate_key a.key;
          server { listen 1 ssl; ssl_verify_client on; ssl_client_certificate cut.crt; }
      #                                                                       ~~~~~~~ error: a certificate in "cut.crt" is cut off: its END line is missing
          server { listen 2 ssl; ssl_client_certificate cut.crt; }
      #                                                 ~~~~~~~ warning: a certificate in "cut.crt" is cut off: its END line is missing
      }
    `,
    { files: { "cut.crt": pem(...sketches(ROOT).blocks, cut) } },
  );
});

test("TRUSTED CERTIFICATE as a CA of clients since 1.27.2", async () => {
  const [root] = sketches(ROOT).blocks;
  if (root?.kind !== "certificate") throw new Error("no certificate");
  const trusted = { ...root, hasTrustSettings: true } as const;
  const text = conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 1 ssl; ssl_verify_client on; ssl_client_certificate both.crt; }
        server { listen 2 ssl; ssl_verify_client on; ssl_client_certificate ca.crt; ssl_trusted_certificate trusted.crt; }
        server { listen 3 ssl; ssl_verify_client on; ssl_client_certificate trusted.crt; }
    }
  `;
  const files = {
    "ca.crt": pem(root),
    "trusted.crt": pem(trusted),
    "both.crt": pem(trusted, root),
  };
  await check(text, { files });
  const message =
    'error: "trusted.crt" holds only a TRUSTED CERTIFICATE, which nginx 1.22.1 can\'t read here';
  await check(text.replace(/\}\n$/, `#${" ".repeat(71)}~~~~~~~~~~~ ${message}\n}\n`), {
    files,
    nginxVersion: "1.22.1",
  });
});
