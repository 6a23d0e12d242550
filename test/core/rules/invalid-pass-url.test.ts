import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-pass-url");

test("where a path can't replace a prefix", async () => {
  const message =
    '"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block';
  await check(conf`
    http {
        server {
            location /a/ { proxy_pass http://127.0.0.1/b/; }
            location = /a { proxy_pass http://127.0.0.1/b; }
            location ~ /c { proxy_pass http://127.0.0.1; }
            location ~ /d { proxy_pass http://127.0.0.1/; }
    #                                  ~~~~~~~~~~~~~~~~~ error: ${message}
            location @e { proxy_pass http://127.0.0.1/?f=1; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ error: ${message}
            location /g {
                if ($arg_h) { proxy_pass http://127.0.0.1/h; }
    #                                    ~~~~~~~~~~~~~~~~~~ error: ${message}
                limit_except GET { proxy_pass http://unix:/run/i.sock:/j; }
    #                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~ error: ${message}
            }
            location ~ /k { proxy_pass http://127.0.0.1$request_uri; }
        }
    }
  `);
});

test("schemes and ports", async () => {
  await check(conf`
    events { }
    http {
        upstream app { server 127.0.0.1:9000; }
        server {
            location /a { proxy_pass app; }
    #                                ~~~ error: invalid URL prefix
            location /b { proxy_pass HTTPS://127.0.0.1; }
            location /c { proxy_pass http://; }
    #                                ~~~~~~~ error: no host in upstream ""
            location /d { proxy_pass http://127.0.0.1:0; }
    #                                ~~~~~~~~~~~~~~~~~~ error: invalid port in upstream "127.0.0.1:0"
            location /e { fastcgi_pass app; }
            location /f { fastcgi_pass php; }
    #                                  ~~~ error: no port in upstream "php"
            location /g { fastcgi_pass app:9000; }
    #                                  ~~~~~~~~ error: upstream "app" may not have port 9000
            location /h { fastcgi_pass http://127.0.0.1:9000; }
    #                                  ~~~~~~~~~~~~~~~~~~~~~ error: invalid host in upstream "http://127.0.0.1:9000"
            location /i { uwsgi_pass suwsgi://127.0.0.1:3031; }
            location /j { fastcgi_pass unix:/run/php.sock; }
        }
    }
    stream {
        server {
            listen 127.0.0.1:5432;
            proxy_pass http://127.0.0.1:5432;
    #                  ~~~~~~~~~~~~~~~~~~~~~ error: invalid host in upstream "http://127.0.0.1:5432"
        }
    }
  `);
});

test("a group may be defined in a file that is not seen", async () => {
  await check(conf`
    server {
        location / { fastcgi_pass php; }
    }
  `);
});

test("templates and lone passes are not judged", async () => {
  await check("proxy_pass 127.0.0.1:80;\n");
  await check("server {\n    location / { proxy_pass @BACKEND@; }\n}\n");
});

test("in stream TLS is a switch, not a scheme", async () => {
  await checkFix(
    conf`
      stream {
          server {
              listen 1;
              proxy_pass $0https://h.example.com:443;
          }
      }
    `,
    conf`
      stream {
          server {
              listen 1;
              proxy_pass h.example.com:443;
              proxy_ssl on;
          }
      }
    `,
  );
  await checkFix(
    "stream { server { listen 1; proxy_ssl on; proxy_pass $0http://192.0.2.1:80/; } }",
    "stream { server { listen 1; proxy_ssl on; proxy_pass 192.0.2.1:80; } }",
  );
});

test("a scheme by the port", async () => {
  await checkFix(
    "http { server { location / { proxy_pass $0h.example.com:8443/x; } } }",
    "http { server { location / { proxy_pass https://h.example.com:8443/x; } } }",
  );
});

test("WebSocket begins as HTTP", async () => {
  await checkFix(
    "http { server { location / { proxy_pass $0wss://192.0.2.1/x; } } }",
    "http { server { location / { proxy_pass https://192.0.2.1/x; } } }",
  );
});
