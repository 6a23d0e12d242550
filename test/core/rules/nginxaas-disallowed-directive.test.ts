import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-disallowed-directive");

test("each cloud has a list of its own", async () => {
  const text = "http { ssl_ech_file a; grpc_bind off; }\n";
  await check(text);
  await check(
    conf`
      http { ssl_ech_file a; grpc_bind off; }
      #                      ~~~~~~~~~ error: NGINXaaS for AWS refuses "grpc_bind": a source address can't be chosen in an active-active deployment
    `,
    { platform: "nginxaas-aws" },
  );
  await check(
    conf`
      http { ssl_ech_file a; grpc_bind off; }
      #      ~~~~~~~~~~~~ error: NGINXaaS for Google Cloud refuses "ssl_ech_file": its OpenSSL has no Encrypted Client Hello
      #                      ~~~~~~~~~ error: NGINXaaS for Google Cloud refuses "grpc_bind": a source address can't be chosen in an active-active deployment
    `,
    { platform: "nginxaas-google" },
  );
});

test("the inside of acme_issuer is not reported one by one, nor is ssl_trusted_certificate elsewhere", () =>
  check(
    conf`
      http {
          ssl_trusted_certificate ca.crt;
          acme_issuer one {
      #   ~~~~~~~~~~~ error: NGINXaaS for Azure refuses "acme_issuer": ACME can't run in an active-active deployment
              uri https://acme.example.com/directory;
              ssl_trusted_certificate ca.crt;
          }
      }
    `,
    { platform: "nginxaas-azure" },
  ));
