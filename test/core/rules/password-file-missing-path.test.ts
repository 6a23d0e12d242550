import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("password-file-missing-path");

const FILES = { none: { status: "missing" } } as const;

test("wherever it stands", async () => {
  await check(
    conf`
      stream {
          ssl_password_file none;
      #                     ~~~~ error: "none" does not exist on this machine; nginx would not start
          proxy_ssl_password_file other;
      }
    `,
    { files: FILES, missingFiles: true },
  );
});

test("nothing is said unless files are expected here", async () => {
  await check("http { grpc_ssl_password_file none; }", { files: FILES });
});
