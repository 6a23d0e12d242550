import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("server-tls-no-certificate");

test("the default server is asked, and all others if it rejects handshakes", () =>
  check(conf`
    http {
        server { listen 443; server_name plain.example.com; }
    #   ~~~~~~ error: no "ssl_certificate" is defined for the "listen ... ssl" directive
        server { listen 443 ssl; server_name second.example.com; }
        server {
    #   ~~~~~~ error: no "ssl_certificate" is defined for the "listen ... ssl" directive
            listen 8443 ssl;
            server_name first.example.com;
        }
        server {
            listen *:8443 ssl default_server;
            ssl_reject_handshake ON;
        }
        server {
            listen 0.0.0.0:8443 ssl;
            ssl_certificate a.crt;
            ssl_certificate_key a.key;
        }
        server { listen 9443 quic; ssl_certificate_key a.key; }
    #   ~~~~~~ error: no "ssl_certificate" is defined for the "listen ... quic" directive
    }
  `));

test("a certificate of the block around, other sockets, plain servers", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl; }
        server { listen 80; }
    }
    stream {
        server { listen 443; proxy_pass 10.0.0.1:443; }
        server { listen 5432 ssl; proxy_pass 10.0.0.1:5432; }
    #   ~~~~~~ error: no "ssl_certificate" is defined for the "listen ... ssl" directive
    }
    mail {
        server { listen 993 ssl; protocol imap; }
    }
  `));

test("what can't be seen may hold the certificate", async () => {
  await check(conf`
    server {
        listen 443 ssl;
        location / { return 200; }
    }
  `);
  await check(conf`
    http {
        include tls/*.conf;
        include /nowhere/tls.conf;
        server { listen 443 ssl; }
    }
  `);
});

test("before 1.25.5 each server of stream needs its own", () =>
  check(
    conf`
      stream {
          server { listen 5432 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
          server { listen 5433 ssl; }
      #   ~~~~~~ error: no "ssl_certificate" is defined for the "listen ... ssl" directive
      }
    `,
    { nginxVersion: "1.24.0" },
  ));

test("a key is left alone, and the other fix rejects", async () => {
  await checkFix(
    "http { $0server { listen 443 ssl; ssl_certificate_key a.key; } }",
    "http { server { listen 443 ssl; ssl_certificate /etc/ssl/certs/server.crt; ssl_certificate_key a.key; } }",
  );
  await checkFix(
    "http { $0server { listen 443 ssl; } }",
    "http { server { listen 443 ssl; ssl_reject_handshake on; } }",
    { title: "Reject handshakes for this server" },
  );
});

test("stream rejects handshakes since 1.25.5", async () => {
  const titles = async (nginxVersion: string) => {
    const files = { "/n.conf": "stream { server { listen 443 ssl; proxy_pass 127.0.0.1:1; } }" };
    const findings = await run(ruleNamed("server-tls-no-certificate"), files, { nginxVersion });
    return findings.flatMap((it) => it.fixes.map((fix) => fix.title));
  };
  expect(await titles("1.24.0")).toEqual(["Add a certificate and key"]);
  expect(await titles("1.25.5")).toEqual([
    "Add a certificate and key",
    "Reject handshakes for this server",
  ]);
});

test("an empty name is none that is missing", () =>
  check('http { server { listen 443 ssl; ssl_certificate ""; ssl_certificate_key a.key; } }\n'));

test("a certificate in a location is told of by another rule", () =>
  check("http { server { listen 443 ssl; location / { ssl_certificate a.crt; } } }\n"));
