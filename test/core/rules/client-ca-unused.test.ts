import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("client-ca-unused");

test("one server that verifies makes use of it", () =>
  check(conf`
    http {
        ssl_client_certificate ca.crt;
        server { listen 443 ssl; ssl_verify_client on; }
        server { listen 443 ssl; ssl_client_certificate other.crt; ssl_verify_client off; }
    #                            ~~~~~~~~~~~~~~~~~~~~~~ warning: clients are not verified against this CA: "ssl_verify_client" is explicitly off
        server { listen 80; ssl_client_certificate third.crt; }
    #                       ~~~~~~~~~~~~~~~~~~~~~~ warning: clients are not verified against this CA: "ssl_verify_client" is off by default
        server { listen 443 ssl; ssl_client_certificate fourth.crt; ssl_stapling on; }
    }
    stream {
        ssl_client_certificate ca.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~~ warning: clients are not verified against this CA: "ssl_verify_client" is off by default
        server { listen 5432 ssl; }
    }
  `));

test("a block without servers, an include, a fragment", async () => {
  await check(conf`
    ssl_client_certificate ca.crt;
    #~~~~~~~~~~~~~~~~~~~~~ information: clients are not verified against this CA: "ssl_verify_client" is off by default
    ssl_session_tickets off;
  `);
  await check(conf`
    http {
        include /nowhere/*.conf;
        include /nowhere/verify.conf;
        server { listen 443 ssl; ssl_client_certificate ca.crt; }
    #                            ~~~~~~~~~~~~~~~~~~~~~~ information: clients are not verified against this CA: "ssl_verify_client" is off by default
    }
  `);
  await check(conf`
    server {
        listen 443 ssl;
        ssl_client_certificate ca.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~~ information: clients are not verified against this CA: "ssl_verify_client" is off by default
        location / { return 200; }
    }
  `);
});

test("what is off is switched on, or the file goes", async () => {
  const text =
    "http { server { listen 443 ssl; ssl_verify_client off; $0ssl_client_certificate ca.crt; } }";
  await checkFix(
    text,
    "http { server { listen 443 ssl; ssl_verify_client on; ssl_client_certificate ca.crt; } }",
  );
  await checkFix(text, "http { server { listen 443 ssl; ssl_verify_client off; } }", {
    title: "Delete the directive",
  });
});

test("a location that asks for certificates is told of by another rule", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_client_certificate ca.crt;
            location /api { ssl_verify_client on; }
        }
    }
  `));
