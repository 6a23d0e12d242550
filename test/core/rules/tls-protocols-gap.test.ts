import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-protocols-gap");

test("a server list with a gap is information", async () => {
  await check(conf`
    http {
        server {
            ssl_protocols TLSv1 TLSv1.2 TLSv1.3;
    #       ~~~~~~~~~~~~~ information: TLSv1.1 is left out between versions that are enabled
        }
    }
  `);
});

test("SSL versions, which OpenSSL does not have, make no gap", async () => {
  await check("http { ssl_protocols SSLv3 TLSv1.2 TLSv1.3; }\n");
});

test("a word that is no version may be meant for the one left out", async () => {
  await check("http { ssl_protocols TLSv1.1 TLSv1_2 TLSv1.3; }\n");
});
