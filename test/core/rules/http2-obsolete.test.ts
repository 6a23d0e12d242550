import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("http2-obsolete");

test("each since its version", async () => {
  const text = conf`
    http {
        http2_push on;
        server { http2_idle_timeout 3m; }
    #            ~~~~~~~~~~~~~~~~~~ warning: the "http2_idle_timeout" directive is obsolete, use the "keepalive_timeout" directive instead
    }
  `;
  await check(text, { nginxVersion: "1.22.1" });
  await check(
    conf`
      http {
          http2_push on;
          server { http2_idle_timeout 3m; }
      }
    `,
    { nginxVersion: "1.18.0" },
  );
});

test("the successor takes the value", () =>
  checkFix("http { $0http2_recv_timeout 30s; }", "http { client_header_timeout 30s; }", {
    title: 'Use "client_header_timeout"',
  }));
