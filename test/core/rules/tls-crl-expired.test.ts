import { test } from "vitest";
import { listFile, sketches } from "../../../core/rules/shared/example-files.ts";
import { ROOT, verifying } from "../../harness/authorities.ts";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-crl-expired");

const future = listFile(["Root"]).blocks.map((it) =>
  it.kind === "crl" ? { ...it, thisUpdate: Date.parse("2026-02-01") } : it,
);
const endless = listFile(["Root"]).blocks.map((it) =>
  it.kind === "crl" ? { ...it, nextUpdate: undefined } : it,
);
const FILES = {
  "ca.crt": sketches(ROOT),
  "old.crl": listFile(["Root"], "2026-01-14"),
  "renewed.crl": pem(...listFile(["Root"], "2026-01-14").blocks, ...listFile(["Root"]).blocks),
  "future.crl": pem(...future),
  "endless.crl": pem(...endless),
};

test("before its time and after it", async () => {
  await check(
    conf`
      stream {
          proxy_ssl on; proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.crt;
          server {
              listen 1; proxy_pass a:2;
              proxy_ssl_crl old.crl;
      #                     ~~~~~~~ warning: the list of "CN=Root" expired on 2026-01-14: all its certificates are refused
          }
          server {
              listen 2; proxy_pass a:2;
              proxy_ssl_crl future.crl;
      #                     ~~~~~~~~~~ warning: the list of "CN=Root" is not valid before 2026-02-01: all its certificates are refused
          }
          server { listen 3; proxy_pass a:2; proxy_ssl_crl old.crl; proxy_ssl_verify off; }
      }
    `,
    { files: FILES },
  );
});

test("one of two lists is current, one never ends", async () => {
  await check(verifying("ca.crt", "proxy_ssl_crl renewed.crl;"), { files: FILES });
  await check(verifying("ca.crt", "proxy_ssl_crl endless.crl;"), { files: FILES });
});
