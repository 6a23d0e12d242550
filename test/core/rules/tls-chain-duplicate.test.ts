import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-chain-duplicate");

test("the leaf or an intermediate that comes again", async () => {
  const leaf = { name: "www", issuer: "Sub" };
  const sub = { name: "Sub", issuer: "Root", isCa: true };
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate leaf.crt; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~ warning: the file holds the certificate of "www" more than once
          server { listen 1 ssl; ssl_certificate crossed.crt; ssl_certificate_key a.key; }
      }
    `,
    {
      files: {
        "leaf.crt": sketches(leaf, sub, leaf, leaf),
        "crossed.crt": sketches(leaf, sub, { ...sub, issuer: "Old Root" }),
      },
    },
  );
});
