import { test } from "vitest";
import type { FileFacts } from "#core";
import { ENCRYPTED_KEY, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-key-in-workspace");

const tracked = (...blocks: ReturnType<typeof key>[]): FileFacts => ({
  status: "read",
  size: 80,
  pem: pem(...blocks),
  isTracked: true,
});
const FILES = {
  key: tracked(key("a")),
  other: tracked(),
  encrypted: tracked(ENCRYPTED_KEY),
  outside: pem(key("a")),
};

test("pass phrases and ticket keys are graver than keys, which may be for tests", async () => {
  await check(
    conf`
      http {
          ssl_certificate key;
      #                   ~~~ information: "key" holds a private key, and git tracks it
          ssl_session_ticket_key other;
      #                          ~~~~~ warning: "other" holds a secret key, and git tracks it
          proxy_ssl_password_file other;
      #                           ~~~~~ warning: "other" holds pass phrases, and git tracks it
          proxy_ssl_certificate other; proxy_ssl_certificate_key encrypted; ssl_certificate_key outside;
      }
    `,
    { files: FILES },
  );
});
