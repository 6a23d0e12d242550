import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-client-eku");

test("in all families of upstreams, never for servers", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl; ssl_certificate server.crt; ssl_certificate_key a.key;
              location /g { grpc_pass grpcs://a:1; grpc_ssl_certificate server.crt; grpc_ssl_certificate_key a.key; }
      #                                                                 ~~~~~~~~~~ error: the certificate of "a" is for serverAuth, codeSigning, not for clientAuth
              location /u { uwsgi_pass suwsgi://a:1; uwsgi_ssl_certificate server.crt; uwsgi_ssl_certificate_key a.key; }
      #                                                                    ~~~~~~~~~~ error: the certificate of "a" is for serverAuth, codeSigning, not for clientAuth
              location /p { proxy_pass https://a; proxy_ssl_certificate any.crt; proxy_ssl_certificate_key a.key; }
              location /n { proxy_pass https://a; proxy_ssl_certificate none.crt; proxy_ssl_certificate_key a.key; }
          }
      }
      stream {
          server { listen 2; proxy_pass a:1; proxy_ssl on; proxy_ssl_certificate server.crt; proxy_ssl_certificate_key a.key; }
      #                                                                          ~~~~~~~~~~ error: the certificate of "a" is for serverAuth, codeSigning, not for clientAuth
      }
    `,
    {
      files: {
        "server.crt": sketches({ name: "a", purposes: ["serverAuth", "codeSigning"] }),
        "any.crt": sketches({ name: "a", purposes: ["anyExtendedKeyUsage"] }),
        "none.crt": sketches({ name: "a" }),
      },
    },
  );
});
