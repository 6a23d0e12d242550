import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("protocol-options-redefined");
const OLD = { nginxVersion: "1.24.0" };

test("one listen with more, or with fewer, is no warning yet", () =>
  check(
    conf`
      http {
          server { listen 80; }
          server { listen 80 proxy_protocol; }
          server { listen 81 proxy_protocol; }
          server { listen 81; }
          server { listen 81; }
      }
    `,
    OLD,
  ));

test("going back and forth is, and other options where the socket's were set", () =>
  check(
    conf`
      http {
          server { listen 80; }
          server { listen 80 proxy_protocol; }
          server { listen *:80 proxy_protocol; }
      #                   ~~~~ warning: protocol options redefined for 0.0.0.0:80
          server { listen 81 backlog=9; }
          server { listen 81 proxy_protocol; }
      #                   ~~ warning: protocol options redefined for 0.0.0.0:81
          server { listen 82 http2; }
          server { listen 82 proxy_protocol; }
      #                   ~~ warning: protocol options redefined for 0.0.0.0:82
      }
    `,
    OLD,
  ));

test("ssl is another rule's, unless that is off", async () => {
  const text = conf`
    http {
        server { listen 443 ssl; }
        server { listen 443; }
        server { listen 443 ssl; }
    #                   ~~~ warning: protocol options redefined for 0.0.0.0:443
    }
  `;
  await check(text.replace(/#.*\n/, "").replace(/^ *$\n/m, ""), OLD);
  await check(text, { ...OLD, rules: { "listen-ssl-mixed": "off" } });
});

test("before 1.23.4 nginx did not look", () =>
  check(
    conf`
      http {
          server { listen 82 http2; }
          server { listen 82 proxy_protocol; }
      }
    `,
    { nginxVersion: "1.22.1" },
  ));
