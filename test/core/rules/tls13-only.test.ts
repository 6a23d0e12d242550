import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls13-only");

test("TLS 1.3 alone is mentioned, for listeners and upstreams", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.3;
    #                 ~~~~~~~ information: peers limited to TLSv1.2 can't connect; policy mozilla-intermediate 6.0 enables it
        proxy_ssl_protocols TLSv1.3;
    #                       ~~~~~~~ information: peers limited to TLSv1.2 can't connect; policy mozilla-intermediate 6.0 enables it
    }
  `);
});

test("a second list in the block counts", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.3;
        ssl_protocols TLSv1.2;
    }
  `);
});

test("a list with a word that is no version is another rule's matter", async () => {
  await check("http { ssl_protocols TLSv1.2, TLSv1.3; }\n");
});
