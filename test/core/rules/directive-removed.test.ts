import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("directive-removed");

test("each directive until its version", async () => {
  const text = conf`
    http {
        limit_zone a $binary_remote_addr 1m;
    #   ~~~~~~~~~~ error: unknown directive "limit_zone" since nginx 1.7.6, use "limit_conn_zone"
        js_include a.js;
    #   ~~~~~~~~~~ error: unknown directive "js_include" since nginx 1.21.5, use "js_import"
        spdy_headers_comp 1;
    #   ~~~~~~~~~~~~~~~~~ error: unknown directive "spdy_headers_comp" since nginx 1.19.7
        server {
            ssl on;
        }
    }
  `;
  await check(text, { nginxVersion: "1.26.0" });
  await check(text.replace(/\n#.*/g, ""), { nginxVersion: "1.6.0" });
});

test("ssl is left to the rule that knows what to write instead, unless that is off", () =>
  check(
    conf`
      http {
          ssl on;
      #   ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
      }
    `,
    { nginxVersion: "1.28.0", rules: { "ssl-directive-removed": "off" } },
  ));

test("as long as nobody has told the version, it is a warning", async () => {
  await check(conf`
    http {
        limit_zone a $binary_remote_addr 1m;
    #   ~~~~~~~~~~ warning: unknown directive "limit_zone" since nginx 1.7.6, use "limit_conn_zone"
    }
  `);
});

test("ssl where that rule does not look", () =>
  check(
    conf`
      stream {
          server {
              ssl on;
      #       ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
          }
      }
    `,
    { nginxVersion: "1.28.0" },
  ));
