import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("listen-443-no-ssl");

test("ports of TLS, in all forms of an address", () =>
  check(conf`
    http {
        server { listen *:443; }
    #                   ~~~~~ warning: port 443 speaks plain HTTP: "listen" has no "ssl"
        server { listen [::]:443 default_server; }
    #                   ~~~~~~~~ warning: port 443 speaks plain HTTP: "listen" has no "ssl"
        server { listen www.example.com:443; }
    #                   ~~~~~~~~~~~~~~~~~~~ warning: port 443 speaks plain HTTP: "listen" has no "ssl"
        server { listen 8443; }
    #                   ~~~~ information: port 8443 speaks plain HTTP: "listen" has no "ssl"
        server { listen 127.0.0.1:443 proxy_protocol; }
    #                   ~~~~~~~~~~~~~ information: port 443 speaks plain HTTP: "listen" has no "ssl"
    }
  `));

test("TLS, other ports, what can't be read", () =>
  check(conf`
    http {
        server { listen 443 ssl; }
        server { listen 443; }
        server { listen [::]:443 quic; }
        server { listen 80; listen unix:/run/nginx.sock; listen 4430; }
        server { listen 127.0.0.1:$port; }
        server { }
    }
    stream {
        server { listen 443; proxy_pass 10.0.0.1:443; }
    }
  `));

test("ssl on makes it TLS in old versions", () =>
  check(
    conf`
      http {
          ssl on;
          server { listen 443; }
      }
    `,
    { nginxVersion: "1.14.0" },
  ));

test("milder in a fragment", () =>
  check(conf`
    server {
        listen 443;
    #          ~~~ information: port 443 speaks plain HTTP: "listen" has no "ssl"
        location / { return 200; }
    }
  `));

test("a server without a certificate gets one", () =>
  checkFix(
    "http { server { listen $0443; server_name a.example.com; } }",
    "http { server { listen 443 ssl; ssl_certificate /etc/ssl/certs/a.example.com.crt; ssl_certificate_key /etc/ssl/private/a.example.com.key; server_name a.example.com; } }",
  ));

test("another spelling of an IPv6 address is the same socket", () =>
  check(conf`
    http {
        server { listen [::]:443 ssl; server_name a.example.com; }
        server { listen [0:0::0]:443; server_name b.example.com; }
    }
  `));

test("what a refused listen was to speak is not known", () =>
  check(conf`
    http {
        server { listen 443 SSL; ssl_certificate a.crt; ssl_certificate_key a.key; }
        server { listen 8443 https; ssl_certificate a.crt; ssl_certificate_key a.key; }
    }
  `));
