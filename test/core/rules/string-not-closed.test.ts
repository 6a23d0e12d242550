import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("string-not-closed");

test("a later quote closes the string, and nginx stumbles behind it", async () => {
  await check(
    conf`
      http {
          add_header X "abc;
          add_header Y "def";
      #                 ~ error: unexpected "d"
      }
    `,
    { broken: true },
  );
});

test("strings on several lines and quotes inside words are valid", async () => {
  await check(conf`
    http {
        log_format main "a
            b";
        add_header X it's;
        add_header Y abc";
    }
  `);
});
