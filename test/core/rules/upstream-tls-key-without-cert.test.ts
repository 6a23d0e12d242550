import { test } from "vitest";
import { certificate, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-key-without-cert");

test("in every family, once for an inherited key", async () => {
  await check(conf`
    http {
        grpc_ssl_certificate_key client.key;
    #                            ~~~~~~~~~~ warning: "grpc_ssl_certificate_key" has no "grpc_ssl_certificate": no certificate is sent
        server {
            location /a { grpc_pass grpcs://10.0.0.1:443; }
            location /b { grpc_pass grpcs://10.0.0.2:443; }
            location /c { uwsgi_pass suwsgi://10.0.0.2:443; uwsgi_ssl_certificate_key client.key; }
    #                                                                                 ~~~~~~~~~~ warning: "uwsgi_ssl_certificate_key" has no "uwsgi_ssl_certificate": no certificate is sent
        }
    }
    stream {
        server {
            listen 1;
            proxy_pass 10.0.0.1:443;
            proxy_ssl on;
            proxy_ssl_certificate_key client.key;
    #                                 ~~~~~~~~~~ warning: "proxy_ssl_certificate_key" has no "proxy_ssl_certificate": no certificate is sent
        }
    }
  `);
});

test("milder in a fragment and beside an include that can't be read", async () => {
  await check(conf`
    location / {
        proxy_pass https://10.0.0.1;
        proxy_ssl_certificate_key client.key;
    #                             ~~~~~~~~~~ information: "proxy_ssl_certificate_key" has no "proxy_ssl_certificate": no certificate is sent
    }
  `);
  await check(conf`
    http {
        server {
            include missing.conf;
            proxy_ssl_certificate_key client.key;
    #                                 ~~~~~~~~~~ information: "proxy_ssl_certificate_key" has no "proxy_ssl_certificate": no certificate is sent
            location / { proxy_pass https://10.0.0.1; }
        }
    }
  `);
});

test("silent for a plain pass, a certificate taken back, and a key that others use", async () => {
  await check(conf`
    http {
        server {
            proxy_ssl_certificate_key client.key;
            location /plain { proxy_pass http://10.0.0.1; }
        }
        server {
            proxy_ssl_certificate_key client.key;
            location /back { proxy_pass https://10.0.0.1; proxy_ssl_certificate ""; }
        }
        server {
            proxy_ssl_certificate_key client.key;
            location /with { proxy_pass https://10.0.0.1; proxy_ssl_certificate client.crt; }
            location /without { proxy_pass https://10.0.0.2; }
        }
    }
  `);
});

test("the fix follows the key's name, or its file where that holds the certificate", async () => {
  const within = (text: string) =>
    `http { server { location / { proxy_pass https://h; ${text} } } }`;
  await checkFix(
    within("proxy_ssl_certificate_key $0/etc/ssl/private/client.key;"),
    within(
      "proxy_ssl_certificate_key /etc/ssl/private/client.key; proxy_ssl_certificate /etc/ssl/certs/client.crt;",
    ),
  );
  await checkFix(
    within("proxy_ssl_certificate_key $0privkey.pem;"),
    within("proxy_ssl_certificate_key privkey.pem; proxy_ssl_certificate fullchain.pem;"),
  );
  await checkFix(
    within("proxy_ssl_certificate_key $0both.pem;"),
    within("proxy_ssl_certificate_key both.pem; proxy_ssl_certificate both.pem;"),
    {
      files: {
        "both.pem": pem(key("a"), certificate("a")),
      },
    },
  );
});
