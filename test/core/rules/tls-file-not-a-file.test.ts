import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-file-not-a-file");

const FILES = { "/dev/zero": { status: "not-a-file" }, pipe: { status: "not-a-file" } } as const;

test("opened or not; a password file may be a pipe", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_dhparam /dev/zero;
      #                   ~~~~~~~~~ warning: "/dev/zero" is not a file, but a folder, pipe or device
              ssl_client_certificate pipe;
      #                              ~~~~ information: "pipe" is not a file, but a folder, pipe or device
              ssl_password_file pipe;
          }
      }
    `,
    { files: FILES },
  );
});
