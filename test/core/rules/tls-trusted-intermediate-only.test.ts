import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { LOWEST, MIDDLE, ROOT, verifying } from "../../harness/authorities.ts";
import { pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-trusted-intermediate-only");

const marked = sketches(MIDDLE).blocks.map((it) =>
  it.kind === "certificate" ? { ...it, hasTrustSettings: true as const } : it,
);
const FILES = {
  "int.crt": sketches(MIDDLE, LOWEST),
  "root.crt": sketches(ROOT),
  "self.crt": sketches({ name: "a.example.com", issuer: "a.example.com" }),
  "marked.crt": pem(...marked),
  "broken.crt": pem({ kind: "broken", label: "CERTIFICATE" }, ...sketches(MIDDLE).blocks),
};

test("clients, optional or not; the root may be in either file", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_verify_client on;
              ssl_client_certificate int.crt;
      #                              ~~~~~~~ warning: the file has no root: a chain can't end with "Middle", so verification always fails
          }
          server { listen 2 ssl; ssl_verify_client optional; ssl_client_certificate int.crt; ssl_trusted_certificate root.crt; }
          server { listen 3 ssl; ssl_verify_client optional_no_ca; ssl_client_certificate int.crt; }
          server { listen 4 ssl; ssl_client_certificate int.crt; ssl_trusted_certificate int.crt; }
      }
    `,
    { files: FILES },
  );
});

test("what signed itself, what is marked as trusted, what can't be read", async () => {
  for (const it of ["self.crt", "marked.crt", "broken.crt", "unread.crt", "$ca"]) {
    await check(verifying(it), { files: FILES });
  }
});
