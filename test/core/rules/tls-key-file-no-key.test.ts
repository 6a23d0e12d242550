import { test } from "vitest";
import { certificate, ENCRYPTED_KEY, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-key-file-no-key");

const FILES = {
  "a.crt": pem(certificate("a")),
  "a.key": pem(key("a")),
  "both.pem": pem(certificate("a"), key("a")),
  id_rsa: pem({ kind: "other", label: "OPENSSH PRIVATE KEY" }),
  "curve.pem": pem({ kind: "other", label: "EC PARAMETERS" }),
  "ec.pem": pem({ kind: "other", label: "EC PARAMETERS" }, key("a")),
  "der.key": { blocks: [], form: "DER" },
  "broken.key": pem({ kind: "broken", label: "RSA PRIVATE KEY" }),
  "encrypted.key": pem(ENCRYPTED_KEY),
} as const;

test("what stands in place of the key is named", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.crt; }
      #                                                                     ~~~~~ error: "a.crt" holds a certificate, not a private key
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key id_rsa; }
      #                                                                     ~~~~~~ error: "id_rsa" holds a key in OpenSSH's format, which nginx can't read, not a private key
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key curve.pem; }
      #                                                                     ~~~~~~~~~ error: "curve.pem" holds the name of a curve, not a private key
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key der.key; }
      #                                                                     ~~~~~~~ error: "der.key" is DER, but nginx reads only PEM
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key broken.key; }
      #                                                                     ~~~~~~~~~~ warning: the first private key in "broken.key" can't be decoded
      }
    `,
    { files: FILES },
  );
});

test("keys with parameters or a pass phrase, surplus keys and swapped files are for others", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key ec.pem; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key encrypted.key; }
          server { listen 1 ssl; ssl_certificate a.key; ssl_certificate_key a.crt; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_certificate_key a.crt; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key missing.key; }
          server { location / { grpc_pass 10.0.0.1:50051; grpc_ssl_certificate a.crt; grpc_ssl_certificate_key a.crt; } }
      }
    `,
    { files: FILES },
  );
});

test("the key is looked for in the certificate's file, then beside it", async () => {
  await checkFix(
    "http { server { ssl_certificate a.crt; ssl_certificate_key $0a.crt; } }",
    "http { server { ssl_certificate a.crt; ssl_certificate_key a.key; } }",
    { files: FILES },
  );
  await checkFix(
    "http { server { ssl_certificate both.pem; ssl_certificate_key $0id_rsa; } }",
    "http { server { ssl_certificate both.pem; ssl_certificate_key both.pem; } }",
    { files: FILES },
  );
});

test("a key without its END line is refused for sure", async () => {
  const cut = pem({ kind: "broken", label: "PRIVATE KEY", flaw: "cut" });
  await check(
    conf`
      http {
          server {
              listen 443 ssl; ssl_certificate a.crt;
              ssl_certificate_key cut.key;
      #                           ~~~~~~~ error: the first private key in "cut.key" is cut off: its END line is missing
          }
      }
    `,
    { files: { ...FILES, "cut.key": cut } },
  );
});
