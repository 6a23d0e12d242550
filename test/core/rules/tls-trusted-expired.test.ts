import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { MIDDLE, ROOT, verifying } from "../../harness/authorities.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-trusted-expired");

const OLD = { ...ROOT, until: "2025-12-31" };
const FILES = {
  "future.crt": sketches({ ...ROOT, from: "2026-02-01" }),
  "renewed.crt": sketches(OLD, ROOT),
  "middle.crt": sketches(ROOT, { ...MIDDLE, until: "2026-01-01" }),
  "bundle.crt": sketches(
    OLD,
    ...Array.from({ length: 20 }, (_, n) => ({ ...ROOT, name: `R${n}`, issuer: `R${n}` })),
  ),
};

test("roots and others, before their time and after it", async () => {
  await check(
    conf`
      http {
          ssl_verify_client on;
          server {
              listen 1 ssl;
              ssl_client_certificate future.crt;
      #                              ~~~~~~~~~~ warning: the CA "Root" is not valid before 2026-02-01: verification always fails
          }
          server {
              listen 2 ssl;
              ssl_client_certificate middle.crt;
      #                              ~~~~~~~~~~ information: the CA "Middle" expired on 2026-01-01
          }
      }
    `,
    { files: FILES },
  );
});

test("a CA that was renewed, and bundles of many", async () => {
  await check(verifying("renewed.crt"), { files: FILES });
  await check(verifying("bundle.crt"), { files: FILES });
});
