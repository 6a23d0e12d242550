import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { LOWEST, MIDDLE, ROOT, verifying } from "../../harness/authorities.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-depth");

const FILES = {
  "chain.crt": sketches(LOWEST, ROOT, MIDDLE),
  "one.crt": sketches(ROOT, MIDDLE),
  "cross.crt": sketches(ROOT, MIDDLE, LOWEST, { ...LOWEST, issuer: "Root" }),
  "rootless.crt": sketches(MIDDLE, LOWEST),
};

test("the depth in force counts, wherever it is written", async () => {
  await check(
    conf`
      http {
          proxy_ssl_verify on; proxy_ssl_trusted_certificate chain.crt;
          proxy_ssl_verify_depth 0;
      #                          ~ warning: what "Lowest" signed is refused: it has 2 CAs below the root, "proxy_ssl_verify_depth" is 0
          server {
              location /a { proxy_pass https://a.example.com; }
              location /b { proxy_pass https://a.example.com; proxy_ssl_verify_depth 2; }
              location /c { proxy_pass http://a.example.com; proxy_ssl_verify_depth 1; }
              location /d { proxy_pass https://a.example.com; proxy_ssl_verify off; proxy_ssl_verify_depth 1; }
          }
      }
    `,
    { files: FILES },
  );
});

test("no root, short chains, two ways to a root, other trust", async () => {
  await check(verifying("one.crt"), { files: FILES });
  await check(verifying("rootless.crt"), { files: FILES });
  await check(verifying("unread.crt"), { files: FILES });
  await check(verifying("chain.crt", "proxy_ssl_conf_command VerifyCAFile all.crt;"), {
    files: FILES,
  });
  // OpenSSL finds the root with Middle or without: nothing is said of what may work.
  await check(verifying("cross.crt", "proxy_ssl_verify_depth 1;"), { files: FILES });
});

test("a stream is verified in the same way", async () => {
  await checkFix(
    "stream { server { listen 1; proxy_pass a:2; proxy_ssl on; proxy_ssl_verify on; proxy_ssl_trusted_certificate $0chain.crt; } }",
    "stream { server { listen 1; proxy_pass a:2; proxy_ssl on; proxy_ssl_verify on; proxy_ssl_trusted_certificate chain.crt; proxy_ssl_verify_depth 2; } }",
    { files: FILES },
  );
});
