import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-path-scheme");

test("stores since 1.29.0, never for certificates", async () => {
  const text = conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate     store:pkcs11:cert;
    #                           ~~~~~~~~~~~~~~~~~ error: certificates come from files: nginx looks for one whose name begins with "store:"
            ssl_certificate_key store:pkcs11:key;
        }
    }
  `;
  await check(text);
  await check(
    text.replace(
      "    }\n}",
      `#                           ~~~~~~~~~~~~~~~~ error: nginx 1.28.0 has no "store:", it looks for a file of that name\n    }\n}`,
    ),
    { nginxVersion: "1.28.0" },
  );
});

test("a pass in the clear loads no key", () =>
  check(conf`
    http {
        server {
            location / {
                proxy_pass http://192.0.2.1;
                proxy_ssl_certificate a.crt;
                proxy_ssl_certificate_key engine:x;
    #                                     ~~~~~~~~ warning: invalid syntax: a key of an engine is "engine:NAME:ID"
            }
        }
    }
  `));

test("the empty name takes back nothing of a server", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate     "";
    #                           ~~ error: nginx looks for a file without a name: "" takes back only certificates for upstreams
            ssl_certificate_key a.key;
            location / { proxy_pass https://10.0.0.1; proxy_ssl_certificate ""; proxy_ssl_certificate_key ""; }
        }
    }
  `));
