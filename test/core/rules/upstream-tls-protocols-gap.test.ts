import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-protocols-gap");

test("an inherited list is reported where it stands, once for all its upstreams", async () => {
  await check(conf`
    http {
        proxy_ssl_protocols TLSv1 TLSv1.2 TLSv1.3;
    #   ~~~~~~~~~~~~~~~~~~~ warning: TLSv1.1 is left out: before 3.2, OpenSSL uses nothing newer than TLSv1 here
        server {
            location /a { proxy_pass https://a.example.com; }
            location /b { proxy_pass https://b.example.com; }
        }
    }
  `);
});

test("a list without TLS passes, without a gap, or of a listener is fine", async () => {
  await check(conf`
    http {
        ssl_protocols TLSv1.1 TLSv1.3;
        server {
            location /a {
                proxy_pass http://a.example.com;
                proxy_ssl_protocols TLSv1.1 TLSv1.3;
            }
            location /b {
                proxy_pass https://b.example.com;
                proxy_ssl_protocols TLSv1.2 TLSv1.3;
            }
        }
    }
  `);
});

test("stream counts where proxy_ssl is on", async () => {
  await check(conf`
    stream {
        server {
            listen 12345;
            proxy_pass 10.0.0.1:12345;
            proxy_ssl on;
            proxy_ssl_protocols TLSv1.1 TLSv1.3;
    #       ~~~~~~~~~~~~~~~~~~~ warning: TLSv1.2 is left out: before 3.2, OpenSSL uses nothing newer than TLSv1.1 here
        }
    }
  `);
});

test("the fix merges repeated lists", async () => {
  await checkFix(
    conf`
      http {
          server {
              location / {
                  proxy_pass https://api.example.com;
                  $0proxy_ssl_protocols TLSv1.1;
                  proxy_ssl_protocols TLSv1.3;
              }
          }
      }
    `,
    conf`
      http {
          server {
              location / {
                  proxy_pass https://api.example.com;
                  proxy_ssl_protocols TLSv1.2 TLSv1.3;
              }
          }
      }
    `,
  );
});

const LEFT_OUT = "TLSv1.2 is left out, so nothing newer than TLSv1.1 is used with this upstream";
const location = (finding: string, more = "") => conf`
  http {
      server {
          location / {
              proxy_pass https://a.example.com;
              proxy_ssl_protocols TLSv1.1 TLSv1.3;${finding && `\n#             ~~~~~~~~~~~~~~~~~~~ ${finding}`}
              ${more}
          }
      }
  }
`;

test("a version of OpenSSL that somebody named", async () => {
  await check(location(`error: ${LEFT_OUT}`), { opensslVersion: "3.0.17" });
  await check(location(`warning: ${LEFT_OUT}`), { opensslVersion: "1.1.1" });
  await check(location(""), { opensslVersion: "3.2" });
  const low = "proxy_ssl_ciphers DEFAULT:@SECLEVEL=0;";
  await check(location(`warning: ${LEFT_OUT}`, low), { opensslVersion: "3.5" });
});

test("a word that is no version may be meant for the one left out", async () => {
  await check(
    "http { server { location / { proxy_pass https://a.example.com; proxy_ssl_protocols TLSv1.1 TLSv1_2 TLSv1.3; } } }\n",
  );
});
