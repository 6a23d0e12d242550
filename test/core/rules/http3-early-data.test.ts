import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("http3-early-data");

test("by both versions", async () => {
  const server = "http { server { listen 443 quic; ssl_early_data ON; } }\n";
  await check(server, { nginxVersion: "1.30.0", opensslVersion: "3.5.1" });
  await check(
    conf`
      http { server { listen 443 quic; ssl_early_data ON; } }
      #                                               ~~ hint: early data over HTTP/3 needs nginx 1.29.1 and OpenSSL 3.5.1
    `,
    { nginxVersion: "1.30.0", opensslVersion: "3.5.0" },
  );
});

test("off, or no QUIC", () =>
  check(conf`
    http {
        server { listen 443 quic; ssl_early_data off; }
        server { listen 443 ssl; ssl_early_data on; }
    }
  `));
