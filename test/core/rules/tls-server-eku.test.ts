import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-server-eku");

test("serverAuth, any purpose, none listed, or server gated crypto", async () => {
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate both.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate any.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate none.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate sgc.crt; ssl_certificate_key a.key; }
          server { listen 80; ssl_certificate client.crt; ssl_certificate_key a.key; }
      }
      mail {
          server { listen 993 ssl; protocol imap; ssl_certificate client.crt; ssl_certificate_key a.key; }
      #                                                           ~~~~~~~~~~ error: the certificate of "a" is for clientAuth, not for serverAuth
      }
    `,
    {
      files: {
        "both.crt": sketches({ name: "a", purposes: ["clientAuth", "serverAuth"] }),
        "any.crt": sketches({ name: "a", purposes: ["anyExtendedKeyUsage"] }),
        "none.crt": sketches({ name: "a" }),
        "sgc.crt": sketches({ name: "a", purposes: ["2.16.840.1.113730.4.1"] }),
        "client.crt": sketches({ name: "a", purposes: ["clientAuth"] }),
      },
    },
  );
});
