import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("js-module-not-loaded");

test("http and stream have a module each, and the first directive is enough", () =>
  check(conf`
    load_module modules/ngx_stream_js_module.so;
    stream { js_import a.js; }
    http {
        js_import a.js;
    #   ~~~~~~~~~ warning: unknown directive "js_import": nothing loads "modules/ngx_http_js_module.so"
        server { location / { js_content a.b; } }
    }
  `));

test("other files may load it", async () => {
  await check(conf`
    include /etc/nginx/modules-enabled/*.conf;
    http {
        js_import a.js;
    #   ~~~~~~~~~ information: "js_import" needs "modules/ngx_http_js_module.so", which nothing in sight loads
    }
  `);
  await check(conf`
    server {
        location / { js_content a.b; }
    #                ~~~~~~~~~~ information: "js_content" needs "modules/ngx_http_js_module.so", which nothing in sight loads
    }
  `);
});

test.each(["angie", "any", "openresty", "nginxaas-azure"] as const)("not for %s", (platform) =>
  check("http { js_import a.js; }\n", { platform }),
);
