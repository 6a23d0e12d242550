import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-san-missing");

test("a server's certificate needs names, a client's does not", async () => {
  const files = { "cn.crt": sketches({ name: "www.example.com", names: undefined }) };
  await check(
    conf`
      stream {
          server { listen 1 ssl; return x; ssl_certificate cn.crt; ssl_certificate_key a.key; }
      #                                                    ~~~~~~ warning: the certificate of "www.example.com" has no subject alternative names
          server { listen 2; proxy_pass a:1; proxy_ssl on; proxy_ssl_certificate cn.crt; proxy_ssl_certificate_key a.key; }
      }
    `,
    { files },
  );
});
