import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-key-usage");

test("on both sides, where the extension is there", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate ca.crt; ssl_certificate_key a.key;
      #                                     ~~~~~~ warning: the key of "a" is for keyCertSign, crlSign, not for digitalSignature
              location / { proxy_pass https://a; proxy_ssl_certificate none.crt; proxy_ssl_certificate_key a.key; }
      #                                                                ~~~~~~~~ warning: the key of "b" is for nothing, not for digitalSignature
          }
          server { listen 1 ssl; ssl_certificate free.crt; ssl_certificate_key a.key; }
      }
    `,
    {
      files: {
        "ca.crt": sketches({ name: "a", keyUsage: ["keyCertSign", "crlSign"] }),
        "none.crt": sketches({ name: "b", keyUsage: [] }),
        "free.crt": sketches({ name: "c" }),
      },
    },
  );
});
