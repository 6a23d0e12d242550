import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("unexpected-token");
const BROKEN = { broken: true };

test("nginx's wording at nginx's place", async () => {
  await check(
    conf`
      http {
          add_header X "a"b;
      #                   ~ error: unexpected "b"
          { }
      #   ~ error: unexpected "{"
      }
      }
      #~ error: unexpected "}"
    `.replace("#~ error", "# error"),
    BROKEN,
  );
});

test("valid oddities are not reported", async () => {
  await check(conf`
    http {
        server {
            location /a}b { return 200 c}d; }
            location /c { return 200 it's; }
            if ($uri = "a") { return 200; }
        }
    }
  `);
});

test("a stray brace and a stray semicolon are removed", async () => {
  await checkFix("http {\n}\n$0}\n", "http {\n}\n\n", BROKEN);
  await checkFix(
    "http {\n    server_tokens off;$0;\n}\n",
    "http {\n    server_tokens off;\n}\n",
    BROKEN,
  );
});
