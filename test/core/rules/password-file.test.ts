import { test } from "vitest";
import type { FileFacts } from "#core";
import { ENCRYPTED_KEY, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("password-file");

const plain = { count: 2, isFirstEmpty: false, hasOuterBlank: false, hasTooLong: false };
const lines = (it: Partial<typeof plain>): FileFacts => ({
  status: "read",
  size: 9,
  pem: { blocks: [] },
  lines: { ...plain, ...it },
});
const FILES = {
  "plain.key": pem(key("a")),
  "closed.key": pem(ENCRYPTED_KEY),
  first: lines({ isFirstEmpty: true }),
  long: lines({ hasTooLong: true }),
};

test("lines that are not what they seem", async () => {
  await check(
    conf`
      http {
          ssl_password_file first;
      #                     ~~~~~ hint: the first line of "first" is empty, which is a pass phrase as well
          proxy_ssl_password_file long;
      #                           ~~~~ error: a line of "long" has 4096 bytes or more, which nginx refuses
      }
    `,
    { files: FILES },
  );
});

test("one encrypted key is enough, and so is one that can't be read", async () => {
  await check(
    conf`
      http {
          ssl_password_file a;
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key plain.key; }
          server { listen 2 ssl; ssl_certificate a.crt; ssl_certificate_key closed.key; }
      }
      stream {
          ssl_password_file a;
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key plain.key; }
          server { listen 2 ssl; ssl_certificate a.crt; ssl_certificate_key unread.key; }
      }
      mail {
          server { listen 1; ssl_password_file a; }
      }
    `,
    { files: FILES },
  );
});

test("an empty file is one pass phrase", async () => {
  await check(
    conf`
      http {
          ssl_password_file none;
      #                     ~~~~ hint: "none" is empty, which is the empty pass phrase
      }
    `,
    { files: { none: lines({ count: 0, isFirstEmpty: true }) } },
  );
});
