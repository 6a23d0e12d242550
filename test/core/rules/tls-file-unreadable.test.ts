import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-file-unreadable");

const FILES = {
  closed: { status: "denied" },
  circle: { status: "failed" },
  none: { status: "missing" },
  pipe: { status: "not-a-file" },
} as const;

test("why nothing is known of a file; keys should be closed", async () => {
  await check(
    conf`
      http {
          ssl_certificate closed;
      #                   ~~~~~~ hint: "closed" was not looked at: this user may not read it
          ssl_certificate_key closed;
          ssl_crl circle;
      #           ~~~~~~ information: "circle" was not looked at: reading it failed
          ssl_dhparam none; ssl_trusted_certificate pipe;
      }
    `,
    { files: FILES },
  );
});
