import { test } from "vitest";
import type { FileFacts } from "#core";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-file-not-found");

const MISSING: FileFacts = { status: "missing" };
const FILES = { x: MISSING, denied: { status: "denied" } } as const;
const STARTS = "nginx does not open it as things stand";
const FAILS = "nginx would not start";

test("says whether nginx would notice", async () => {
  const said = (effect: string) => `information: "x" does not exist on this machine; ${effect}`;
  await check(
    conf`
      http {
          quic_host_key x;
      #                 ~ ${said(FAILS)}
          server {
              listen 1 ssl; ssl_certificate x; ssl_certificate_key x; ssl_dhparam x; ssl_stapling_file x;
      #                                     ~ ${said(FAILS)}
      #                                                            ~ ${said(FAILS)}
      #                                                                           ~ ${said(FAILS)}
      #                                                                                                ~ ${said(STARTS)}
              location /a {
                  proxy_pass https://a; proxy_ssl_trusted_certificate x; proxy_ssl_crl denied;
      #                                                               ~ ${said(STARTS)}
              }
              location /b {
                  proxy_pass https://a; proxy_ssl_verify on; proxy_ssl_trusted_certificate x;
      #                                                                                    ~ ${said(FAILS)}
              }
              location /c {
                  proxy_pass http://a; proxy_ssl_certificate x; proxy_ssl_password_file x;
      #                                                      ~ ${said(STARTS)}
              }
          }
          server {
              listen 1 ssl; ssl_certificate $name; ssl_certificate_key x; ssl_trusted_certificate x;
      #                                                                ~ ${said(STARTS)}
      #                                                                                           ~ ${said(FAILS)}
              ssl_verify_client on; ssl_client_certificate x;
      #                                                    ~ ${said(FAILS)}
          }
          server { listen 2 ssl; ssl_reject_handshake on; ssl_session_ticket_key x; ssl_client_certificate x; }
      #                                                                          ~ ${said(FAILS)}
      #                                                                                                    ~ ${said(STARTS)}
      }
    `,
    { files: FILES, missingFiles: true },
  );
});

test("silent unless asked", async () => {
  await check("http { server { ssl_certificate x; } }\n", { files: FILES });
});
