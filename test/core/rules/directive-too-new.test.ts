import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check } = tester("directive-too-new");

test("each directive from its version on", async () => {
  const text = conf`
    http {
        server {
            listen 443 ssl;
            http2 on;
    #       ~~~~~ error: unknown directive "http2" in nginx 1.24.0, it came with 1.25.1
            ssl_certificate_cache off;
    #       ~~~~~~~~~~~~~~~~~~~~~ error: unknown directive "ssl_certificate_cache" in nginx 1.24.0, it came with 1.27.4
            ssl_reject_handshake on;
        }
    }
  `;
  await check(text, { nginxVersion: "1.24.0" });
  await check(text.replace(/\n#.*/g, ""), { nginxVersion: "1.27.4" });
});

test("as long as nobody has told the version, it is a warning", async () => {
  await check(conf`
    http {
        client_body_early_read on;
    #   ~~~~~~~~~~~~~~~~~~~~~~ warning: unknown directive "client_body_early_read" in nginx 1.30.0, it came with 1.31.5
    }
  `);
});

test("directives of njs come with the njs of the time", async () => {
  await check(
    conf`
      http {
          js_import a.js;
          js_shared_dict_zone zone=a:1m;
      #   ~~~~~~~~~~~~~~~~~~~ error: unknown directive "js_shared_dict_zone" in the njs packaged for nginx 1.22.1, it came with 1.24.0
      }
    `,
    { nginxVersion: "1.22.1" },
  );
});

test("what NGINX Plus had before says nothing", async () => {
  const files = {
    "/etc/nginx/nginx.conf": "http {\n    upstream u {\n        sticky cookie a;\n    }\n}\n",
  };
  const rule = ruleNamed("directive-too-new");
  expect(await run(rule, files, { nginxVersion: "1.22.1" })).toEqual([]);
  const exact = await run(rule, files, { nginxVersion: "1.22.1", platform: "nginx-core" });
  expect(exact.map((it) => it.message)).toEqual([
    'unknown directive "sticky" in nginx 1.22.1, it came with 1.29.6',
  ]);
});
