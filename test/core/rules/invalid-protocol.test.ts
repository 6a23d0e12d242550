import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-protocol");

test("names nginx refuses are errors, in any directive", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.0 TLSv1.2;
    #                 ~~~~~~~ error: invalid value "TLSv1.0"
        proxy_ssl_protocols TLSv1.4;
    #                       ~~~~~~~ error: invalid value "TLSv1.4"
        js_fetch_protocols SSLv3 TLSv1.2;
    #                      ~~~~~ error: invalid value "SSLv3"
    }
  `);
});

test("case does not matter, and a placeholder is not judged", async () => {
  await check(conf`http { ssl_protocols tlsv1.2 TLSV1.3 $PROTOCOLS; }
`);
});

test("the fix offers the name that is meant", async () => {
  await checkFix("http { ssl_protocols $0TLSv1.0; }", "http { ssl_protocols TLSv1; }");
  await checkFix("http { ssl_protocols $0TLSv12; }", "http { ssl_protocols TLSv1.2; }");
});
