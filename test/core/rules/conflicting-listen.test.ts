import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("conflicting-listen");

test("one socket has several names", async () => {
  await check(conf`
    http {
        server {
            listen 80;
            listen 0.0.0.0:80;
    #              ~~~~~~~~~~ error: a duplicate listen 0.0.0.0:80
            listen *:80;
    #              ~~~~ error: a duplicate listen 0.0.0.0:80
            listen [::]:80;
            listen 127.0.0.1;
            listen 127.0.0.1:80;
    #              ~~~~~~~~~~~~ error: a duplicate listen 127.0.0.1:80
            listen 8080-8082;
            listen 8081;
    #              ~~~~ error: a duplicate listen 0.0.0.0:8081
            listen 443 ssl;
            listen 443 quic;
            listen unix:/run/a.sock;
            listen unix:/run/a.sock;
    #              ~~~~~~~~~~~~~~~~ error: a duplicate listen unix:/run/a.sock
        }
        server {
            listen 80;
        }
    }
  `);
});

test("one default server, one set of options", async () => {
  await check(conf`
    http {
        server { listen 80 default_server; listen 81 backlog=5; }
        server { listen *:80 default_server; }
    #                   ~~~~ error: a duplicate default server for 0.0.0.0:80
        server { listen 81 reuseport; }
    #                   ~~ error: duplicate listen options for 0.0.0.0:81
        server { listen 82 ssl; listen [::]:82 ipv6only=on; }
        server { listen 82 ssl proxy_protocol; listen [::]:82; }
    }
  `);
});

test("servers of stream share addresses since nginx 1.25.5, those of mail do not", async () => {
  const stream = conf`
    stream {
        server { listen 53; proxy_pass 127.0.0.1:54; }
        server { listen 53 udp; proxy_pass 127.0.0.1:54; }
        server { listen 53; proxy_pass 127.0.0.1:55; }
    }
  `;
  await check(stream, { nginxVersion: "1.28.0" });
  await check(
    stream.replace(
      /(.*53; .*55.*\n)/,
      `$1#${" ".repeat(19)}~~ error: duplicate "0.0.0.0:53" address and port pair\n`,
    ),
    { nginxVersion: "1.24.0" },
  );
  await check(conf`
    mail {
        server { listen 25; }
        server { listen *:25; }
    #                   ~~~~ error: duplicate "0.0.0.0:25" address and port pair
    }
  `);
});

test("placeholders are not compared", async () => {
  await check("server {\n    listen $PORT;\n    listen $PORT;\n}\n");
});

test("spellings of one IPv6 address, as nginx writes it", () =>
  check(conf`
    http {
        server {
            listen [2001:0db8:0:0:1:0:0:0]:80;
            listen [2001:db8:0:0:1::];
    #              ~~~~~~~~~~~~~~~~~~ error: a duplicate listen [2001:db8:0:0:1::]:80
            listen [::ffff:7f00:1]:80;
            listen [::ffff:127.0.0.1]:80;
    #              ~~~~~~~~~~~~~~~~~~~~~ error: a duplicate listen [::ffff:127.0.0.1]:80
        }
    }
  `));
