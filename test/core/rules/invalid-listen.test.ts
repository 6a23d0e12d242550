import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-listen");

test("addresses", async () => {
  await check(conf`
    http {
        server {
            listen 80;
            listen 8000-8010;
            listen [::]:80 ipv6only=on;
            listen localhost:8080;
            listen unix:/run/nginx.sock;
            listen 0;
    #              ~ error: invalid port in "0" of the "listen" directive
            listen 127.0.0.1:99999;
    #              ~~~~~~~~~~~~~~~ error: invalid port in "127.0.0.1:99999" of the "listen" directive
            listen 90-80;
    #              ~~~~~ error: invalid port range in "90-80" of the "listen" directive
            listen [::1;
    #              ~~~~ error: invalid host in "[::1" of the "listen" directive
            listen http://localhost/;
    #              ~~~~~~~~~~~~~~~~~ error: invalid host in "http://localhost/" of the "listen" directive
            listen unix:;
    #              ~~~~~ error: no path in the unix domain socket in "unix:" of the "listen" directive
        }
    }
  `);
});

test("parameters of each family", async () => {
  await check(conf`
    http {
        server {
            listen 80 udp;
    #                 ~~~ error: invalid parameter "udp"
            listen 443 quic reuseport;
            listen 443 quic ssl;
    #                       ~~~ error: "listen" directive "ssl" parameter is incompatible with "quic"
            listen 81 backlog=0;
    #                 ~~~~~~~~~ error: invalid backlog "backlog=0"
            listen 82 so_keepalive=30m::10;
            listen 83 so_keepalive=x;
    #                 ~~~~~~~~~~~~~~ error: invalid so_keepalive value: "x"
        }
    }
    stream {
        server {
            listen 53 udp reuseport;
            listen 54 http2;
    #                 ~~~~~ error: invalid parameter "http2"
            listen 55 udp proxy_protocol;
    #                     ~~~~~~~~~~~~~~ error: "listen" directive "proxy_protocol" parameter is incompatible with "udp"
        }
    }
    mail {
        server {
            listen 25 default_server;
    #                 ~~~~~~~~~~~~~~ error: invalid parameter "default_server"
        }
    }
  `);
});

test("a server without its surroundings may be of any family", async () => {
  await check(conf`
    server {
        listen 53 udp;
        listen 80 http2;
        listen 80 foo;
    #             ~~~ error: invalid parameter "foo"
    }
  `);
});

test("variables of a template are not judged", async () => {
  await check("server {\n    listen $NGINX_PORT @NGINX_SSL@;\n    listen $PORT;\n}\n");
});

test("the version decides what is known", async () => {
  await check(
    conf`
      http {
          server {
              listen 443 quic;
      #                  ~~~~ error: invalid parameter "quic" before nginx 1.25.0
          }
      }
    `,
    { nginxVersion: "1.24.0" },
  );
});

test("a misspelled parameter is mended", async () => {
  await checkFix(
    "http { server { listen 80 $0defualt_server; } }",
    "http { server { listen 80 default_server; } }",
  );
});

test.each([
  ["http3", "quic"],
  ["h3", "quic"],
  ["HTTP/3", "quic"],
  ["h2", "http2"],
  ["https", "ssl"],
])("%s is meant to be %s", (word, meant) =>
  checkFix(`http { server { listen 443 $0${word}; } }`, `http { server { listen 443 ${meant}; } }`),
);
