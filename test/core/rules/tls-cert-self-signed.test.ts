import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-cert-self-signed");

const self = sketches({ name: "www.example.com", issuer: "www.example.com" });
const [block] = self.blocks;

const FILES = {
  "self.crt": self,
  "local.crt": sketches({
    name: "app.internal",
    issuer: "app.internal",
    names: ["app.internal", "localhost"],
  }),
  // The names say so, the signature does not.
  "alike.crt": {
    blocks: block?.kind === "certificate" ? [{ ...block, signedByItself: false }] : [],
  },
  "good.crt": sketches({ name: "www.example.com" }),
};

test("a warning for servers, information for upstreams, a hint for private names and catch-all servers", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; server_name www.example.com; ssl_certificate self.crt; ssl_certificate_key a.key; }
      #                                                                       ~~~~~~~~ warning: the certificate of "www.example.com" is self-signed: no client trusts it by itself
          server { listen 1 ssl; server_name app.internal; ssl_certificate local.crt; ssl_certificate_key a.key; }
      #                                                                    ~~~~~~~~~ hint: the certificate of "app.internal" is self-signed: no client trusts it by itself
          server {
              listen 1 ssl default_server; server_name _; ssl_certificate catch.crt; ssl_certificate_key a.key;
      #                                                                   ~~~~~~~~~ hint: the certificate of "www.example.com" is self-signed: no client trusts it by itself
              return 444;
          }
          server { listen 1 ssl; server_name a.example.com; ssl_certificate good.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; server_name b.example.com; ssl_certificate alike.crt; ssl_certificate_key a.key; }
          server {
              location / { proxy_pass https://a; proxy_ssl_certificate client.crt; proxy_ssl_certificate_key a.key; }
      #                                                                ~~~~~~~~~~ information: the certificate of "www.example.com" is self-signed: no upstream trusts it by itself
          }
      }
    `,
    { files: { ...FILES, "catch.crt": self, "client.crt": self } },
  );
});
