import { expect, test } from "vitest";
import { splitFiles } from "../../harness/fixture.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("redundant-default");

test("upstream directives of each module", () =>
  check(conf`
    http {
        proxy_ssl_verify off;
    #   ~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify off" is the default
        grpc_ssl_server_name Off;
    #   ~~~~~~~~~~~~~~~~~~~~ hint: "grpc_ssl_server_name Off" is the default
        server {
            uwsgi_ssl_session_reuse on;
    #       ~~~~~~~~~~~~~~~~~~~~~~~ hint: "uwsgi_ssl_session_reuse on" is the default
            location / { proxy_ssl_verify_depth 1; }
    #                    ~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify_depth 1" is the default
        }
    }
    stream {
        proxy_ssl off;
    #   ~~~~~~~~~ hint: "proxy_ssl off" is the default
        server { listen 5432; proxy_pass db.example.com:5432; proxy_ssl_session_reuse on; }
    #                                                         ~~~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_session_reuse on" is the default
    }
  `));

test("server directives, also of mail", () =>
  check(conf`
    http {
        ssl_session_tickets on;
    #   ~~~~~~~~~~~~~~~~~~~ hint: "ssl_session_tickets on" is the default
        server { listen 443 ssl; ssl_verify_depth 1; }
    #                            ~~~~~~~~~~~~~~~~ hint: "ssl_verify_depth 1" is the default
    }
    mail {
        server { listen 993 ssl; ssl_verify_client off; }
    #                            ~~~~~~~~~~~~~~~~~ hint: "ssl_verify_client off" is the default
    }
  `));

test("other values, and defaults that change with the version", () =>
  check(conf`
    http {
        proxy_ssl_verify on;
        proxy_ssl_verify_depth 2;
        proxy_ssl_session_reuse off;
        ssl_session_tickets off;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_prefer_server_ciphers off;
    }
  `));

test("an outer block that sets another value makes it count", () =>
  check(conf`
    http {
        include tls.conf;
        server {
            proxy_ssl_verify off;
            location / {
                proxy_ssl_verify off;
                proxy_ssl_server_name off;
    #           ~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_server_name off" is the default
            }
        }
    }
    #- tls.conf
    proxy_ssl_verify on;
  `));

test("a shared file is judged at all places that include it", async () => {
  await check(conf`
    http {
        server {
            proxy_ssl_verify on;
            location /a { include verify.conf; }
        }
        server {
            location /b { include verify.conf; }
        }
    }
    #- verify.conf
    proxy_ssl_verify off;
  `);
  await check(conf`
    http {
        server { location /a { include verify.conf; } }
        server { location /b { include verify.conf; } }
    }
    #- verify.conf
    proxy_ssl_verify off;
    #~~~~~~~~~~~~~~~ hint: "proxy_ssl_verify off" is the default
  `);
});

test("nothing where unseen blocks may set another value", async () => {
  await check(conf`
    location / {
        proxy_ssl_verify off;
    }
  `);
  await check(conf`
    http {
        include /elsewhere/tls.conf;
        server { proxy_ssl_verify off; }
    }
  `);
});

test("nothing where the comment says that it is meant", () =>
  check(conf`
    http {
        proxy_ssl_verify off; # insecure
        proxy_ssl_server_name off; # off
    #   ~~~~~~~~~~~~~~~~~~~~~ hint: "proxy_ssl_server_name off" is the default
    }
  `));

test("it is shown as unnecessary, with the page of its module", async () => {
  const files = splitFiles("stream {\n    proxy_ssl_verify off;\n}\n");
  const [finding] = await run(ruleNamed("redundant-default"), files);
  expect(finding?.tags).toEqual(["unnecessary"]);
  expect(finding?.docs).toBe(
    "https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_ssl_verify",
  );
  expect(finding?.fixes[0]?.safety).toBe("safe");
});

test("the fix leaves neighbours on the line alone", () =>
  checkFix(
    "http { server { location / { proxy_pass http://a; $0proxy_ssl_verify off; expires 1d; } } }\n",
    "http { server { location / { proxy_pass http://a; expires 1d; } } }\n",
  ));
