import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-tls-name-not-in-certificate");

const FILES = {
  "a.crt": sketches({ name: "a.example.com", names: ["a.example.com", "*.a.example.com"] }),
  "b.crt": sketches({ name: "b.example.com" }),
  "own.crt": sketches({ name: "own.example.com", issuer: "own.example.com" }),
  "cn.crt": sketches({ name: "cn.example.com", issuer: "cn.example.com", names: undefined }),
  "ca.crt": sketches({ name: "Example CA", issuer: "Example CA", isCa: true }),
};

const server = (pass: string) => conf`
  http {
      upstream local { server 127.0.0.1:8443; }
      server { listen 127.0.0.1:8443 ssl; server_name a.example.com; ssl_certificate a.crt; ssl_certificate_key a.key; }
      server { listen 127.0.0.1:8443 ssl; server_name b.example.com; ssl_certificate b.crt; ssl_certificate_key b.key; }
      server {
          proxy_ssl_verify on;
          proxy_ssl_trusted_certificate ca.crt;
          location / {
  ${pass}
          }
      }
  }
`;

test("a server of the same configuration: that of SNI, or the default server", async () => {
  await check(
    server(`
            proxy_pass https://localhost:8443;
#                      ~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "localhost", but that of the upstream is for a.example.com and 1 more`),
    { files: FILES },
  );
  await check(
    server(`
            proxy_pass https://local;
            proxy_ssl_name b.example.com;
#           ~~~~~~~~~~~~~~ warning: certificate is checked for "b.example.com", but that of the upstream is for a.example.com and 1 more`),
    { files: FILES },
  );
});

test.each([
  "proxy_pass https://local; proxy_ssl_name b.example.com; proxy_ssl_server_name on;",
  "proxy_pass https://local; proxy_ssl_name a.example.com;",
  "proxy_pass https://local; proxy_ssl_name x.a.example.com;",
  "proxy_pass https://local;",
  "proxy_pass https://other.example.com;",
  "proxy_pass https://127.0.0.1:8443;",
  "proxy_pass https://local; proxy_ssl_verify off;",
  "proxy_pass https://$host;",
  "proxy_pass https://own.example.com; proxy_ssl_trusted_certificate own.crt;",
  "proxy_pass https://cn.example.com; proxy_ssl_trusted_certificate cn.crt;",
  "proxy_pass https://backend; proxy_ssl_trusted_certificate a.crt;",
])("nothing is known, or the name is right: %s", async (pass) => {
  await check(server(`            ${pass}`), { files: FILES });
});

test("the self-signed certificate of an upstream", async () => {
  await check(
    server(`
            proxy_pass https://cn;
#                      ~~~~~~~~~~ warning: certificate is checked for "cn", but that of the upstream is for cn.example.com
            proxy_ssl_trusted_certificate cn.crt;`),
    { files: FILES },
  );
});
