import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("weak-protocol");

test("each retired version is reported at its own word, in every module's directive", async () => {
  await check(conf`
    http {
        ssl_protocols SSLv3 TLSv1.3;
    #                 ~~~~~ warning: "SSLv3" is below policy mozilla-intermediate 6.0: retired by RFC 7568
        server {
            grpc_ssl_protocols TLSv1 TLSv1.2;
    #                          ~~~~~ warning: "TLSv1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
            uwsgi_ssl_protocols TLSv1.1 TLSv1.2;
    #                           ~~~~~~~ warning: "TLSv1.1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
        }
    }
    stream {
        proxy_ssl_protocols TLSv1 TLSv1.1 TLSv1.2;
    #                       ~~~~~ warning: "TLSv1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
    #                             ~~~~~~~ warning: "TLSv1.1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
    }
    mail {
        ssl_protocols SSLv2 TLSv1.2;
    #                 ~~~~~ warning: "SSLv2" is below policy mozilla-intermediate 6.0: retired by RFC 6176
    }
  `);
});

test("names are compared without regard to case, as nginx does", async () => {
  await check(conf`
    http {
        ssl_protocols tlsv1.1 TLSv1.2;
    #                 ~~~~~~~ warning: "tlsv1.1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
    }
  `);
});

test("a fragment is reported as gravely: the list is there to see", async () => {
  await check(conf`
    location / {
        proxy_ssl_protocols TLSv1 TLSv1.2;
    #                       ~~~~~ warning: "TLSv1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
    }
  `);
});

test("the fix never leaves the directive empty", async () => {
  await checkFix(
    "http { ssl_protocols $0TLSv1 TLSv1.1; }",
    "http { ssl_protocols TLSv1.2 TLSv1.3; }",
  );
});

test("the fix takes all retired versions away at once", async () => {
  await checkFix(
    "http { ssl_protocols SSLv3 TLSv1.2 $0TLSv1 TLSv1.1; }",
    "http { ssl_protocols TLSv1.2; }",
  );
});

test("a list of retired versions goes where another one beside it says enough", async () => {
  await checkFix(
    conf`
      http {
          ssl_protocols $0TLSv1.1;
          ssl_protocols TLSv1.3;
      }
    `,
    conf`
      http {
          ssl_protocols TLSv1.3;
      }
    `,
  );
});
