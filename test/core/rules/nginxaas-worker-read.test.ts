import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-worker-read");

test("one variable makes workers read all files; relative names are below /etc/nginx", () =>
  check(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_certificate certs/a.crt;
      #                       ~~~~~~~~~~~ error: worker processes read this file, and NGINXaaS for Azure does not let them read "/etc/nginx"
              ssl_certificate_key /srv/$host.key;
          }
          server {
              listen 443 ssl;
              ssl_certificate certs/a.crt;
              ssl_certificate_key certs/a.key;
          }
          server {
              listen 443 ssl;
              ssl_certificate data:$cert;
              ssl_certificate_key data:$key;
          }
      }
    `,
    { platform: "nginxaas-azure" },
  ));
