import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls13-missing");

test("a list with TLSv1.2 but without TLSv1.3 is reported", async () => {
  await check(conf`
    http {
        server {
            location / {
                proxy_ssl_protocols TLSv1 TLSv1.1 TLSv1.2;
    #           ~~~~~~~~~~~~~~~~~~~ information: TLSv1.3 is not enabled, which policy mozilla-intermediate 6.0 asks for
            }
        }
    }
  `);
});

test("repeated lists count together", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.2;
        ssl_protocols TLSv1.3;
    }
  `);
});

test("a list of old versions alone is another rule's matter", async () => {
  await check("http { ssl_protocols TLSv1.1; }\n");
});

test("an nginx that does not know the name is not told to use it", async () => {
  await check("http { ssl_protocols TLSv1.2; }\n", { nginxVersion: "1.12.2" });
});

test("the fix appends", async () => {
  await checkFix("http { $0ssl_protocols TLSv1.2; }", "http { ssl_protocols TLSv1.2 TLSv1.3; }");
});

test("for a QUIC listener another rule says more", async () => {
  await check(conf`
    http {
        server { listen 443 quic; ssl_protocols TLSv1.2; }
        server { listen 8443 ssl; ssl_protocols TLSv1.2; }
    #                             ~~~~~~~~~~~~~ information: TLSv1.3 is not enabled, which policy mozilla-intermediate 6.0 asks for
    }
  `);
});

test("a word that is no version may be meant for TLSv1.3", async () => {
  await check("http { ssl_protocols TLSv1.2 TLS1.3; }\n");
});
