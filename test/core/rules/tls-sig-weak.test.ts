import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-sig-weak");

test("leaves and intermediates, not what signed itself", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate md5.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~ error: the certificate of "a" is signed with MD5, which can be forged
          server { listen 1 ssl; ssl_certificate chain.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~ error: the certificate of "Example CA" is signed with SHA-1, which can be forged
          server { listen 1 ssl; ssl_certificate self.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_ciphers ALL:@SECLEVEL=0; ssl_certificate low.crt; ssl_certificate_key a.key; }
      #                                                                       ~~~~~~~ warning: the certificate of "b" is signed with SHA-1, which can be forged
      }
    `,
    {
      opensslVersion: "3.0.17",
      files: {
        "md5.crt": sketches({ name: "a", hash: "md5" }),
        "low.crt": sketches({ name: "b", hash: "sha1" }),
        "self.crt": sketches({ name: "c", issuer: "c", hash: "sha1" }),
        "chain.crt": sketches(
          { name: "d" },
          { name: "Example CA", issuer: "Root", isCa: true, hash: "sha1" },
          { name: "Root", issuer: "Root", isCa: true, hash: "md5" },
        ),
      },
    },
  );
});

test.each(["1.1.1", "3.0", "3.5"])("OpenSSL %s may load it", async (opensslVersion) => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~ warning: the certificate of "a" is signed with SHA-1, which can be forged
      }
    `,
    { opensslVersion, files: { "a.crt": sketches({ name: "a", hash: "sha1" }) } },
  );
});
