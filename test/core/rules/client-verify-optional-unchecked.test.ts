import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("client-verify-optional-unchecked");

test("ways to look at the result", () =>
  check(conf`
    http {
        map $ssl_client_verify $allowed { SUCCESS 1; default 0; }
        map "$allowed$uri" $gate { default 0; }
        ssl_verify_client optional;
    #                     ~~~~~~~~ warning: clients without a certificate are served: nothing checks "$ssl_client_verify"
        ssl_client_certificate ca.crt;
        log_format tls "$ssl_client_verify";
        server {
            listen 443 ssl;
            access_log logs/a.log tls;
            add_header X-Verify $ssl_client_verify;
        }
        server { listen 443 ssl; server_name a; if ($ssl_client_verify != SUCCESS) { return 403; } }
        server { listen 443 ssl; server_name b; location /admin { if ($gate = 0) { return 403; } } }
        server { listen 443 ssl; server_name c; location / { proxy_set_header X-Verify $ssl_client_verify; } }
        server { listen 443 ssl; server_name d; location / { fastcgi_param VERIFIED $ssl_client_verify; } }
        server { listen 443 ssl; server_name e; set $verified "v$ssl_client_verify"; }
    }
  `));

test("what is set for all servers", () =>
  check(conf`
    http {
        proxy_set_header X-Verify $ssl_client_verify;
        server { listen 443 ssl; ssl_verify_client optional; }
    }
  `));

test("milder where something else may look, or the certificate is handed on", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_verify_client optional;
    #                         ~~~~~~~~ hint: clients without a certificate are served unless a script or subrequest looks for one
            location / { auth_request /auth; }
        }
        server {
            listen 443 ssl;
            ssl_verify_client OPTIONAL;
    #                         ~~~~~~~~ information: clients without a certificate are served: nothing checks "$ssl_client_verify"
            location / { proxy_set_header X-Client $ssl_client_s_dn; }
        }
        server {
            listen 443 ssl;
            ssl_verify_client optional;
    #                         ~~~~~~~~ information: clients without a certificate are served: nothing checks "$ssl_client_verify"
            include /nowhere/checks.conf;
        }
    }
  `));

test("on, off, plain servers, mail", () =>
  check(conf`
    http {
        server { listen 443 ssl; ssl_verify_client on; }
        server { listen 443 ssl; ssl_verify_client off; }
        server { listen 80; ssl_verify_client optional; }
    }
    mail {
        server { listen 993 ssl; ssl_verify_client optional; }
    }
  `));

test("stream, and a fragment", async () => {
  await check(conf`
    stream {
        server { listen 5432 ssl; ssl_verify_client optional; proxy_pass 10.0.0.1:5432; }
    #                                               ~~~~~~~~ warning: clients without a certificate are served: nothing checks "$ssl_client_verify"
        server { listen 5433 ssl; ssl_verify_client optional; js_access main.check; }
    #                                               ~~~~~~~~ hint: clients without a certificate are served unless a script or subrequest looks for one
    }
  `);
  await check(conf`
    server {
        listen 443 ssl;
        ssl_verify_client optional;
    #                     ~~~~~~~~ information: clients without a certificate are served: nothing checks "$ssl_client_verify"
        location / { return 200; }
    }
  `);
});

test("the request can be refused instead", () =>
  checkFix(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_verify_client $0optional;
          }
      }
    `,
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_verify_client optional;
              if ($ssl_client_verify != SUCCESS) { return 403; }
          }
      }
    `,
    { title: "Refuse requests without a verified certificate" },
  ));

test("code that names the variable checks it, other code may", () =>
  check(conf`
    http {
        ssl_verify_client optional;
    #                     ~~~~~~~~ hint: clients without a certificate are served unless a script or subrequest looks for one
        server {
            listen 443 ssl;
            location / {
                access_by_lua_block { if ngx.var.ssl_client_verify ~= "SUCCESS" then ngx.exit(403) end }
            }
        }
        server {
            listen 444 ssl;
            access_by_lua 'if ngx.var.ssl_client_verify ~= "SUCCESS" then ngx.exit(403) end';
        }
        server {
            listen 445 ssl;
            access_by_lua_block { ngx.exit(403) }
        }
    }
  `));
