import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-variable-client-cert-reuse");

test("each module, also where only the key or inline data varies", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_certificate $arg_c.crt; proxy_ssl_certificate_key $arg_c.key; }
    #                                                       ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_certificate data:$cert; grpc_ssl_certificate_key data:$key; }
    #                                                          ~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_certificate c.crt; uwsgi_ssl_certificate_key $arg_c.key; }
    #                                                             ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_session_reuse on;
            proxy_ssl_certificate     $ssl_server_name.crt;
    #       ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            proxy_ssl_certificate_key $ssl_server_name.key;
        }
    }
  `));

test("an inherited certificate is reported at each pass", () =>
  check(conf`
    http {
        proxy_ssl_certificate     $host.crt;
        proxy_ssl_certificate_key $host.key;
        server {
            location /a { proxy_pass https://a.example.com; }
    #                                ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
            location /b { proxy_pass https://b.example.com; proxy_ssl_session_reuse off; }
            location /c { proxy_pass https://c.example.com; proxy_ssl_certificate ""; }
            location /d { proxy_pass http://d.example.com; }
            location /e { proxy_pass $backend; }
        }
    }
  `));

test("fixed certificates, and a key without a certificate", () =>
  check(conf`
    http {
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_certificate a.crt; proxy_ssl_certificate_key a.key; }
            location /b { proxy_pass https://b.example.com; proxy_ssl_certificate_key $host.key; }
        }
    }
  `));

test("milder in a fragment, unless reuse is switched on in plain sight", () =>
  check(conf`
    location /a {
        proxy_pass https://a.example.com;
        proxy_ssl_certificate     $host.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~ information: client certificate depends on a variable, but TLS sessions are reused for all of them
        proxy_ssl_certificate_key $host.key;
    }
    location /b {
        proxy_pass https://b.example.com;
        proxy_ssl_session_reuse on;
        proxy_ssl_certificate     $host.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~ warning: client certificate depends on a variable, but TLS sessions are reused for all of them
        proxy_ssl_certificate_key $host.key;
    }
  `));

test("the fix changes the block's own value", () =>
  checkFix(
    conf`
      location / {
          proxy_pass https://a.example.com;
          $0proxy_ssl_certificate     $host.crt;
          proxy_ssl_certificate_key $host.key;
          proxy_ssl_session_reuse   on;
      }
    `,
    conf`
      location / {
          proxy_pass https://a.example.com;
          proxy_ssl_certificate     $host.crt;
          proxy_ssl_certificate_key $host.key;
          proxy_ssl_session_reuse   off;
      }
    `,
  ));

const WITH_GROUP = (group: string, location: string) => conf`
  http {
      upstream app { server 10.0.0.1:443; ${group} }
      proxy_ssl_session_reuse off;
      grpc_ssl_session_reuse off;
      server {
          location / {
              ${location}
              proxy_ssl_certificate_key $host.key;
              grpc_ssl_certificate $host.crt;
              grpc_ssl_certificate_key $host.key;
              proxy_ssl_certificate $host.crt;
          }
      }
  }
`;
async function messagesOf(text: string, nginxVersion: string): Promise<string[]> {
  const rule = ruleNamed("upstream-tls-variable-client-cert-reuse");
  const found = await run(rule, { "/etc/nginx/nginx.conf": text }, { nginxVersion });
  return found.map((it) => `${it.severity}: ${it.message}`);
}

const KEPT =
  "warning: client certificate depends on a variable, but kept connections are reused for all of them";

test.each([
  ["1.29.7", "", "proxy_pass https://app;"],
  ["1.29.7", "keepalive 8 local;", 'proxy_pass https://app; proxy_set_header Connection "";'],
  ["1.26.3", "keepalive 8;", "grpc_pass grpcs://app;"],
])("nginx %s with %j keeps the connections of %s", async (nginxVersion, group, location) => {
  const text = WITH_GROUP(group, location);
  const found = await messagesOf(text, nginxVersion);
  expect(found).toEqual([KEPT]);
});

test.each([
  ["1.29.7", "keepalive 0;", "proxy_pass https://app;"],
  ["1.29.7", "", "proxy_pass https://app; proxy_http_version 1.0;"],
  ["1.29.7", "", "proxy_pass https://app; proxy_set_header Connection close;"],
  ["1.29.7", "", "proxy_pass https://app; proxy_set_header Connection $connection_upgrade;"],
  ["1.29.7", "", "proxy_pass https://10.0.0.1;"],
  ["1.29.6", "", "grpc_pass grpcs://app;"],
  ["1.26.3", "keepalive 8;", "proxy_pass https://app;"],
  ["1.26.3", "keepalive 8;", "proxy_pass https://app; proxy_http_version 1.1;"],
])("nginx %s with %j keeps none of %s", async (nginxVersion, group, location) => {
  expect(await messagesOf(WITH_GROUP(group, location), nginxVersion)).toEqual([]);
});

test("the fix ends both", () =>
  checkFix(
    conf`
      upstream app {
          server 10.0.0.1:443;
      }
      server {
          location / {
              proxy_pass https://app;
              $0proxy_ssl_certificate     $host.crt;
              proxy_ssl_certificate_key $host.key;
          }
      }
    `,
    conf`
      upstream app {
          server 10.0.0.1:443;
          keepalive 0;
      }
      server {
          location / {
              proxy_pass https://app;
              proxy_ssl_session_reuse off;
              proxy_ssl_certificate     $host.crt;
              proxy_ssl_certificate_key $host.key;
          }
      }
    `,
  ));

test("before 1.29.7 the fix takes the keepalive away", () =>
  checkFix(
    conf`
      upstream app {
          server 10.0.0.1:443;
          keepalive 8;
      }
      server {
          location / {
              grpc_pass grpcs://app;
              grpc_ssl_session_reuse off;
              $0grpc_ssl_certificate     $host.crt;
              grpc_ssl_certificate_key $host.key;
          }
      }
    `,
    conf`
      upstream app {
          server 10.0.0.1:443;
      }
      server {
          location / {
              grpc_pass grpcs://app;
              grpc_ssl_session_reuse off;
              grpc_ssl_certificate     $host.crt;
              grpc_ssl_certificate_key $host.key;
          }
      }
    `,
    { nginxVersion: "1.28.0" },
  ));
