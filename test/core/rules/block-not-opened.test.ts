import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("block-not-opened");

test("a block directive that ends with a semicolon", async () => {
  await check(
    conf`
      http {
          server {
              location /;
      #                 ~ error: directive "location" has no opening "{"
          }
      }
    `,
    { broken: true },
  );
});

test("simple directives of the same name are fine", async () => {
  await check("http { upstream app { server 10.0.0.1:80; } }\n");
});
