import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("directive-not-terminated");
const BROKEN = { broken: true };

test("before a closing brace, with nginx's words", async () => {
  await check(
    conf`
      http {
          server {
              root /var/www
          }
      #   ~ error: unexpected "}"
      }
    `,
    BROKEN,
  );
});

test("arguments on several lines are valid", async () => {
  await check(conf`
    http {
        server {
            server_name a.example.com
                b.example.com
                root;
            log_format main '$remote_addr'
                '$request';
        }
    }
  `);
});

test("the fix puts the semicolon behind the last word, before a comment", async () => {
  await checkFix(
    "http {\n    root /a # here\n    $0index b;\n}\n",
    "http {\n    root /a; # here\n    index b;\n}\n",
    BROKEN,
  );
});
