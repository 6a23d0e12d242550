import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("block-not-closed");
const BROKEN = { broken: true };

test("without indentation that tells, at the end of the file", async () => {
  await check(
    'http {\nserver {\nlisten 80;\n}\n#~ error: unexpected end of file, expecting "}"',
    BROKEN,
  );
});

test("one missing brace is one error, and the rest is understood", async () => {
  await check(
    conf`
      http {
          server {
              location /a {
      #       ~~~~~~~~ error: "location" block opened here is not closed before line 7
                  proxy_pass https://a.example.com;

          }
          server {
              listen 81;
          }
      }
    `,
    BROKEN,
  );
});

test("the fix closes the block where its content ends", async () => {
  await checkFix(
    "http {\n    $0server {\n        listen 80;\n\n    server {\n    }\n}\n",
    "http {\n    server {\n        listen 80;\n    }\n\n    server {\n    }\n}\n",
    BROKEN,
  );
});
