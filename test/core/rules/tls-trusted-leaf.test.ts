import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { ROOT, verifying } from "../../harness/authorities.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-trusted-leaf");

const LEAF = { name: "a.example.com", issuer: "Root" };
const OLD = sketches({ name: "Old CA", issuer: "Root", keyUsage: ["keyCertSign"] }).blocks.map(
  (it) =>
    it.kind === "certificate" && it.x509
      ? { ...it, x509: { ...it.x509, constraints: undefined } }
      : it,
);
const FILES = {
  "leaf.crt": sketches(LEAF),
  "pinned.crt": sketches(LEAF, ROOT),
  "self.crt": sketches({ name: "a.example.com", issuer: "a.example.com" }),
  "old.crt": { blocks: OLD },
};

test("with its root the certificate narrows nothing", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_verify_client on;
              ssl_client_certificate leaf.crt;
      #                              ~~~~~~~~ warning: "a.example.com" is no CA, and can't be trusted without its root: verification always fails
          }
          server {
              listen 2 ssl; ssl_verify_client on;
              ssl_client_certificate pinned.crt;
      #                              ~~~~~~~~~~ warning: "a.example.com" is no CA: all certificates of its root are accepted, not just this one
          }
          server { listen 3 ssl; ssl_trusted_certificate leaf.crt; ssl_stapling on; }
      }
    `,
    { files: FILES },
  );
});

test("what signed itself is its own root; a key usage can make a CA", async () => {
  await check(verifying("self.crt"), { files: FILES });
  await check(verifying("old.crt"), { files: FILES });
});
