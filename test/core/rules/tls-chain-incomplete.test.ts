import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-chain-incomplete");

const issuerUrls = ["http://ca.example.net/ca.crt"];
const leaf = { name: "www", issuer: "Sub" };
const sub = { name: "Sub", issuer: "Mid", isCa: true };
const mid = { name: "Mid", issuer: "Root", isCa: true };
const root = { name: "Root", issuer: "Root", isCa: true };

const FILES = {
  "public.crt": sketches({ ...leaf, issuerUrls }),
  "private.crt": sketches(leaf),
  "chain.crt": sketches({ ...leaf, issuerUrls }, { ...sub, issuerUrls }),
  "full.crt": sketches(leaf, sub, mid, root),
  "self.crt": sketches({ name: "self", issuer: "self" }),
  "direct.crt": sketches({ name: "direct", issuer: "Root" }),
  "odd.crt": sketches({ ...leaf, issuerUrls }, mid),
};

test("a public certificate without its intermediate; a private one may have none", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate public.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~~ warning: the file lacks the certificate of the issuer "Sub": http://ca.example.net/ca.crt
          server { listen 1 ssl; ssl_certificate private.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~~~ information: the file lacks the certificate of the issuer "Sub"
          server { listen 1 ssl; ssl_certificate odd.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~ warning: the file lacks the certificate of the issuer "Sub": http://ca.example.net/ca.crt
          server { listen 1 ssl; ssl_certificate self.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
});

test("a chain that ends short of the root, or with it", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate chain.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate full.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
});

test("what other files of the configuration hold is no guess", async () => {
  await check(
    conf`
      http {
          ssl_trusted_certificate ca.pem;
          server { listen 1 ssl; ssl_certificate chain.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~ warning: the file lacks the certificate of the issuer "Mid", which is in "ca.pem"
          server { listen 1 ssl; ssl_certificate direct.crt; ssl_certificate_key a.key; }
          server {
              location / {
                  proxy_pass https://a; proxy_ssl_certificate private.crt; proxy_ssl_certificate_key a.key;
      #                                                       ~~~~~~~~~~~ warning: the file lacks the certificate of the issuer "Sub", which is in "chain.crt"
              }
          }
      }
    `,
    { files: { ...FILES, "ca.pem": sketches(mid, root) } },
  );
});

test("an issuer that is a root, too, is not missed", async () => {
  const crossed = { ...root, name: "Mid", issuer: "Old Root" };
  const own = { ...root, name: "Mid", issuer: "Mid" };
  await check(
    conf`
      http {
          ssl_trusted_certificate ca.pem;
          server { listen 1 ssl; ssl_certificate chain.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: { ...FILES, "ca.pem": sketches(crossed, own) } },
  );
});
