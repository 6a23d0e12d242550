import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-protocols-repeated");

test("lists of different blocks replace each other and are fine", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.2;
        server {
            ssl_protocols TLSv1.2 TLSv1.3;
        }
    }
  `);
});

test("an included file can repeat the list", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.2;
        include tls.conf;
    }
    #- tls.conf
    ssl_protocols TLSv1.2 TLSv1.3;
    #~~~~~~~~~~~~ warning: "ssl_protocols" adds to the one above: TLSv1.2 TLSv1.3 are enabled together
  `);
});

test("the fix keeps the union", async () => {
  await checkFix(
    conf`
      http {
          ssl_protocols TLSv1.3;
          $0ssl_protocols TLSv1.2;
      }
    `,
    conf`
      http {
          ssl_protocols TLSv1.2 TLSv1.3;
      }
    `,
  );
});
