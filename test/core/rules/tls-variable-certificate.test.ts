import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-variable-certificate");

test("own and inherited names; the key alone counts with its certificate", () =>
  check(conf`
    http {
        ssl_certificate certs/$ssl_server_name.crt;
    #                   ~~~~~~~~~~~~~~~~~~~~~~~~~~ information: read by worker processes at every handshake, and not checked when nginx starts
        ssl_certificate_key certs/$ssl_server_name.key;
        server { listen 443 ssl; }
        server { listen 443 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; }
        server { listen 443 ssl; ssl_certificate data:$cert; ssl_certificate_key data:$key; }
        server { listen 80; }
    }
  `));

test("a cache, and versions without one", async () => {
  await check(conf`
    http {
        ssl_certificate_cache off;
        server { listen 443 ssl; ssl_certificate $name.crt; ssl_certificate_key $name.key; }
    }
  `);
  await check(
    conf`
      stream {
          server { listen 5432 ssl; ssl_certificate $name.crt; ssl_certificate_key $name.key; }
      #                                             ~~~~~~~~~ information: read by worker processes at every handshake, and not checked when nginx starts
      }
    `,
    { nginxVersion: "1.26.0" },
  );
});
