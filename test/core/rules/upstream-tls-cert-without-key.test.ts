import { test } from "vitest";
import { certificate, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-cert-without-key");

test("in grpc, uwsgi and stream too", async () => {
  await check(conf`
    http {
        server {
            location /g {
                grpc_pass grpcs://10.0.0.1:443;
                grpc_ssl_certificate "/etc/nginx/my client.pem";
    #                                ~~~~~~~~~~~~~~~~~~~~~~~~~~ error: "grpc_ssl_certificate" has no "grpc_ssl_certificate_key"
            }
            location /u { uwsgi_pass suwsgi://10.0.0.1:443; uwsgi_ssl_certificate client.crt; }
    #                                                                             ~~~~~~~~~~ error: "uwsgi_ssl_certificate" has no "uwsgi_ssl_certificate_key"
        }
    }
    stream {
        server {
            listen 12345;
            proxy_pass 10.0.0.1:12346;
            proxy_ssl on;
            proxy_ssl_certificate client.crt;
    #                             ~~~~~~~~~~ error: "proxy_ssl_certificate" has no "proxy_ssl_certificate_key"
        }
    }
  `);
});

test("reports an inherited certificate once, where it stands", async () => {
  await check(conf`
    http {
        include tls.conf;
        server {
            location /a { proxy_pass https://10.0.0.1; }
            location /b { proxy_pass https://10.0.0.2; }
            location /c { if ($arg_x) { proxy_pass https://10.0.0.3; } }
            location /d { proxy_pass http://10.0.0.4; }
        }
    }
    #- tls.conf
    proxy_ssl_certificate client.crt;
    #                     ~~~~~~~~~~ error: "proxy_ssl_certificate" has no "proxy_ssl_certificate_key"
  `);
});

test("a key in sight anywhere around is enough; so is taking the certificate back", async () => {
  await check(conf`
    http {
        proxy_ssl_certificate_key client.key;
        server {
            proxy_ssl_certificate client.crt;
            location /a { proxy_pass https://10.0.0.1; }
        }
    }
  `);
  await check(conf`
    http {
        server {
            proxy_ssl_certificate client.crt;
            location /a { proxy_ssl_certificate ""; proxy_pass https://10.0.0.1; }
        }
    }
  `);
});

test("a variable in the pass can hold the scheme; a plain pass is only worth a note", async () => {
  await check(conf`
    http {
        server {
            location /a {
                proxy_pass http://$host;
                proxy_ssl_certificate client.crt;
    #                                 ~~~~~~~~~~ error: "proxy_ssl_certificate" has no "proxy_ssl_certificate_key"
            }
            location /b {
                proxy_pass http://10.0.0.1;
                proxy_ssl_certificate client.crt;
    #                                 ~~~~~~~~~~ information: "proxy_ssl_certificate" has no "proxy_ssl_certificate_key"
            }
        }
    }
  `);
});

test("silent where the key can stand out of sight", async () => {
  await check("location / { proxy_pass https://10.0.0.1; proxy_ssl_certificate client.crt; }\n");
  await check(conf`
    http {
        include missing.conf;
        server {
            location /a { proxy_pass https://10.0.0.1; proxy_ssl_certificate client.crt; }
        }
    }
  `);
});

test("the fix quotes a name with blanks, follows Let's Encrypt and Debian's folders", async () => {
  const within = (text: string) =>
    `http { server { location / { proxy_pass https://h; ${text} } } }`;
  await checkFix(
    within('proxy_ssl_certificate $0"my client.pem";'),
    within('proxy_ssl_certificate "my client.pem"; proxy_ssl_certificate_key "my client.key";'),
  );
  await checkFix(
    within("proxy_ssl_certificate $0/etc/letsencrypt/live/a.org/fullchain.pem;"),
    within(
      "proxy_ssl_certificate /etc/letsencrypt/live/a.org/fullchain.pem; proxy_ssl_certificate_key /etc/letsencrypt/live/a.org/privkey.pem;",
    ),
  );
  await checkFix(
    within("proxy_ssl_certificate $0/etc/ssl/certs/client.chain.crt;"),
    within(
      "proxy_ssl_certificate /etc/ssl/certs/client.chain.crt; proxy_ssl_certificate_key /etc/ssl/private/client.key;",
    ),
  );
});

test("a combined file needs the key directive as well, with the same name", async () => {
  const combined = pem(certificate("a"), key("a"));
  await checkFix(
    "http { server { location / { proxy_pass https://h; proxy_ssl_certificate $0both.pem; } } }",
    "http { server { location / { proxy_pass https://h; proxy_ssl_certificate both.pem; proxy_ssl_certificate_key both.pem; } } }",
    { files: { "both.pem": combined } },
  );
});

test("an empty name is no key", async () => {
  await check(conf`
    http {
        proxy_ssl_certificate_key "";
    #                             ~~ error: "proxy_ssl_certificate" has no key: "proxy_ssl_certificate_key" is empty
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_certificate a.crt; }
            location /b { proxy_pass http://b.example.com; proxy_ssl_certificate b.crt; }
            location /c { proxy_pass https://c.example.com; }
        }
    }
  `);
});
