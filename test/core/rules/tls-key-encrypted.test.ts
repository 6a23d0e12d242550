import { test } from "vitest";
import { certificate, ENCRYPTED_KEY, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-key-encrypted");

const FILES = {
  "a.crt": pem(certificate("a")),
  "a.key": pem(ENCRYPTED_KEY),
  "two.key": pem(key("a"), ENCRYPTED_KEY),
};

test("each family has a password file of its own", async () => {
  await check(
    conf`
      http {
          ssl_password_file server.pass;
          server {
              listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              location / {
                  proxy_pass https://10.0.0.1;
                  proxy_ssl_certificate a.crt;
                  proxy_ssl_certificate_key a.key;
      #                                     ~~~~~ error: key "a.key" is encrypted and there is no "proxy_ssl_password_file"
              }
              location /g {
                  grpc_pass grpcs://10.0.0.1:443; grpc_ssl_password_file p;
                  grpc_ssl_certificate a.crt; grpc_ssl_certificate_key a.key;
              }
          }
      }
      mail {
          server { listen 993 ssl; protocol imap; ssl_certificate a.crt; ssl_certificate_key a.key; }
      #                                                                                      ~~~~~ error: key "a.key" is encrypted and there is no "ssl_password_file"
      }
    `,
    { files: FILES },
  );
});

test("only the first key of a file counts, and only keys in use", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key two.key; ssl_certificate_key a.key; }
          server { location / { proxy_pass http://10.0.0.1; proxy_ssl_certificate a.crt; proxy_ssl_certificate_key a.key; } }
      }
    `,
    { files: FILES },
  );
});

test("silent where the password file can stand out of sight", async () => {
  await check("server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }\n", {
    files: FILES,
  });
  await check(
    "http { include x.conf; server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; } }\n",
    { files: FILES },
  );
});

test("the fix names the file after the key", async () => {
  await checkFix(
    "http { server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key $0/keys/server.key; } }",
    "http { server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key /keys/server.key; ssl_password_file /keys/server.pass; } }",
    { files: { ...FILES, "/keys/server.key": pem(ENCRYPTED_KEY) } },
  );
});
