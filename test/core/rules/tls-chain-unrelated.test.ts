import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-chain-unrelated");

const leaf = { name: "www", issuer: "Sub" };
const sub = { name: "Sub", issuer: "Root", isCa: true };
const old = { name: "Old CA", issuer: "Old Root", isCa: true };

test("certificates that the first does not lead to", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate odd.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~ warning: "Old CA" is not part of the chain of "www"
          server { listen 1 ssl; ssl_certificate two.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~ warning: "api" is not part of the chain of "www"
          server { listen 1 ssl; ssl_certificate reversed.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate crossed.crt; ssl_certificate_key a.key; }
      }
    `,
    {
      files: {
        "odd.crt": sketches(leaf, sub, old),
        "two.crt": sketches(leaf, { name: "api", issuer: "Sub" }, sub),
        "reversed.crt": sketches(sub, leaf),
        "crossed.crt": sketches(leaf, sub, { ...sub, issuer: "Old CA" }, old),
      },
    },
  );
});
