import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("unknown-directive");

test("a slip is found in every context", async () => {
  await check(conf`
    worker_proceses 4;
    #~~~~~~~~~~~~~~ error: unknown directive "worker_proceses", did you mean "worker_processes"?
    events {
        worker_conections 1024;
    #   ~~~~~~~~~~~~~~~~~ error: unknown directive "worker_conections", did you mean "worker_connections"?
    }
    http {
        server {
            server_nmae example.com;
    #       ~~~~~~~~~~~ error: unknown directive "server_nmae", did you mean "server_name"?
            location / {
                Proxy_Pass https://api.example.com;
    #           ~~~~~~~~~~ error: unknown directive "Proxy_Pass", did you mean "proxy_pass"?
                proxy-ssl-verify on;
    #           ~~~~~~~~~~~~~~~~ error: unknown directive "proxy-ssl-verify", did you mean "proxy_ssl_verify"?
            }
        }
    }
  `);
});

test("third-party modules, entries of map and types, and NGINX Plus are no errors", async () => {
  await check(conf`
    http {
        lua_shared_dict cache 10m;
        more_set_headers "Server: none";
        brotli on;
        vhost_traffic_status_zone;
        types { text/html html; }
        map $host $site { defualt a; example.org b; }
        server {
            location / {
                auth_jwt "api";
                modsecurity on;
            }
        }
    }
  `);
});

test("a name that resembles nothing is information", async () => {
  await check(conf`
    http {
        server_tokens off;
        frobnicate on;
    #   ~~~~~~~~~~ information: unknown directive "frobnicate": not of nginx or of a module known here
    }
  `);
});

test("a half-typed word and template placeholders are left alone", async () => {
  await check("http {\n    server_tokens off;\n    {{ extra_directives }}\n}\n", { broken: true });
  await check("http {\n    server_tokens off;\n    serv\n}\n", { broken: true });
});

test("a fragment is understood in its context", async () => {
  await checkFix(
    "location / {\n    $0proxy_ssl_verfiy on;\n}\n",
    "location / {\n    proxy_ssl_verify on;\n}\n",
  );
});

test("names that no module has are errors", async () => {
  await check(conf`
    http {
        server {
            location ~ ^/a { return 200; }
            if ($host) { return 200; }
            else { return 201; }
    #       ~~~~ error: unknown directive "else"
            warning: on;
    #       ~~~~~~~~ error: unknown directive "warning:"
            \sendfile on;
    #       ~~~~~~~~~ error: unknown directive "\sendfile"
        }
    }
  `);
});

test("the finding is on nginx's line", async () => {
  await check(conf`
    http {
        server_nmae
            a.example;
    #                ~ error: unknown directive "server_nmae", did you mean "server_name"?
    }
  `);
});

test("a file of entries that stands alone is no configuration", async () => {
  await check("example.org 1;\n.example.net 2;\n");
  await check("text/html html htm;\n");
});

test("nginx with its own modules alone knows no other names", async () => {
  const platform = "nginx-core";
  await check(
    conf`
      http {
          brotli on;
      #   ~~~~~~ error: unknown directive "brotli"
          auth_jwt a;
      #   ~~~~~~~~ error: unknown directive "auth_jwt"
          frobnicate on;
      #   ~~~~~~~~~~ error: unknown directive "frobnicate"
          lua_anything on;
      #   ~~~~~~~~~~~~ error: unknown directive "lua_anything"
          js_import a.js;
      }
    `,
    { platform },
  );
  const loaded =
    "load_module modules/ngx_http_brotli_filter_module.so;\nhttp {\n    brotli on;\n}\n";
  await check(loaded, { platform });
});

test("protocols that have no TLS in nginx", () =>
  check(conf`
    http {
        fastcgi_ssl_verify on;
    #   ~~~~~~~~~~~~~~~~~~ error: unknown directive "fastcgi_ssl_verify": nginx has no TLS to such upstreams
    }
  `));
