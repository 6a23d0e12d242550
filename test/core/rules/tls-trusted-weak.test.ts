import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { MIDDLE, ROOT, verifying } from "../../harness/authorities.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-trusted-weak");

const FILES = {
  "small.crt": sketches({ ...ROOT, key: { type: "RSA", bits: 1024, curve: undefined } }),
  "md.crt": sketches({ ...ROOT, hash: "sha1" }, { ...MIDDLE, hash: "sha1" }),
};

test("the signature of a root does not count, that of a CA below it does", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_verify_client on;
              ssl_client_certificate md.crt;
      #                              ~~~~~~ warning: the CA "Middle" is signed with SHA-1: what it signed is refused
          }
      }
    `,
    { files: FILES },
  );
});

test("a lower security level", async () => {
  await check(verifying("small.crt", "proxy_ssl_ciphers DEFAULT:@SECLEVEL=0;"), { files: FILES });
});
