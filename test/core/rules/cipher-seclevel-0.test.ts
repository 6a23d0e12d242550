import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("cipher-seclevel-0");

test("levels 0 and 1, in every family; the last one counts", async () => {
  await check(conf`
    http {
        proxy_ssl_ciphers "HIGH:!aNULL:@SECLEVEL=0";
    #                                  ~~~~~~~~~~~ warning: security level 0 allows TLS 1.0, SHA-1 signatures and 512-bit keys
        js_fetch_ciphers DEFAULT@SECLEVEL=1;
    #                           ~~~~~~~~~~~ information: security level 1 allows 1024-bit keys
        ssl_ciphers @SECLEVEL=0:HIGH:@SECLEVEL=2;
        grpc_ssl_ciphers HIGH:@SECLEVEL=3;
        uwsgi_ssl_ciphers HIGH:@STRENGTH;
    }
    mail { ssl_ciphers @SECLEVEL=2:HIGH:@SECLEVEL=0; }
    #                                   ~~~~~~~~~~~ warning: security level 0 allows TLS 1.0, SHA-1 signatures and 512-bit keys
  `);
});

test("the fix removes every level, and leaves a list that selects something", async () => {
  await checkFix(
    'http { ssl_ciphers "@SECLEVEL=1:HIGH:!aNULL:$0@SECLEVEL=0"; }',
    'http { ssl_ciphers "HIGH:!aNULL"; }',
  );
  await checkFix("http { ssl_ciphers DEFAULT$0@SECLEVEL=0; }", "http { ssl_ciphers DEFAULT; }");
  await checkFix(
    "http { ssl_ciphers $0@SECLEVEL=0; }",
    "http { ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305; }",
  );
});
