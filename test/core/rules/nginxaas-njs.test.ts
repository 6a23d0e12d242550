import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-njs");

test("for NGINXaaS only, and without the module only", async () => {
  await check("http { js_import a.js; }\n");
  const loaded = "load_module modules/ngx_http_js_module.so; http { js_import a.js; }\n";
  await check(loaded, { platform: "nginxaas-azure" });
  await check(
    conf`
      stream { js_import a.js; }
      #        ~~~~~~~~~ error: NGINXaaS for Google Cloud knows "js_import" only with "load_module modules/ngx_stream_js_module.so"
    `,
    { platform: "nginxaas-google" },
  );
});
