import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { ROOT } from "../../harness/authorities.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-ca-file-huge");

const many = (length: number) => sketches(...Array.from({ length }, () => ROOT));
const FILES = { "many.crt": many(151), "enough.crt": many(150) };

test("names are sent where clients are asked, and were needed before 1.27.2", async () => {
  await check(
    conf`
      http {
          ssl_client_certificate many.crt;
      #                          ~~~~~~~~ hint: the names of 151 CAs are sent to each client
          server { listen 1 ssl; ssl_verify_client optional_no_ca; }
          server { listen 2 ssl; ssl_verify_client on; ssl_client_certificate enough.crt; }
      }
    `,
    { files: FILES, nginxVersion: "1.26.0" },
  );
  await check(
    "http { server { listen 1 ssl; ssl_client_certificate many.crt; ssl_verify_client off; } }",
    { files: FILES },
  );
});
