import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("cipher-no-forward-secrecy");

test("one finding for a directive, in every family", async () => {
  await check(conf`
    http {
        proxy_ssl_ciphers AES128-SHA;
    #   ~~~~~~~~~~~~~~~~~ hint: of 1 usable suites, 1 has no forward secrecy and 1 uses CBC (policy mozilla-intermediate 6.0)
        js_fetch_ciphers ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256;
    #   ~~~~~~~~~~~~~~~~ hint: of 2 usable suites, 1 uses CBC (policy mozilla-intermediate 6.0)
        grpc_ssl_ciphers AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;
    #   ~~~~~~~~~~~~~~~~ hint: of 2 usable suites, 1 has no forward secrecy (policy mozilla-intermediate 6.0)
    }
    stream { ssl_ciphers HIGH:!aNULL:!MD5; }
    #        ~~~~~~~~~~~ hint: of 59 usable suites, 16 have no forward secrecy and 28 use CBC (policy mozilla-intermediate 6.0)
  `);
});

test.each([
  "ECDHE+AESGCM:ECDHE+CHACHA20",
  "DHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305",
  "PSK:ECDHE+AESGCM",
  "ECDHE+AESGCM:!RSA:@SECLEVEL=2",
  "FOO",
])("%s is fine", async (ciphers) => {
  await check(`http { ssl_ciphers ${ciphers}; }`);
});

test("the fix keeps quotes and the security level", async () => {
  await checkFix(
    'http { $0ssl_ciphers "AES128-SHA:@SECLEVEL=2"; }',
    'http { ssl_ciphers "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:@SECLEVEL=2"; }',
  );
});
