import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("js-fetch-resolver");

test("a resolver around or inside, or unseen", async () => {
  await check(conf`
    http {
        js_fetch_trusted_certificate ca.crt;
        server { resolver 127.0.0.53; }
    }
    stream {
        resolver 127.0.0.53;
        server { js_fetch_trusted_certificate ca.crt; }
    }
  `);
  await check(conf`
    server {
        js_fetch_trusted_certificate ca.crt;
        location / { js_content a.b; }
    }
  `);
});

test("scripts without a sign of TLS", () => check("http { js_import a.js; }\n"));
