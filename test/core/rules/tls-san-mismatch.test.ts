import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-san-mismatch");

const FILES = {
  "a.crt": sketches({
    name: "example.com",
    names: ["example.com", "*.example.com"],
    addresses: ["192.0.2.1", "2001:db8::1"],
  }),
  "cn.crt": sketches({ name: "cn.example.com", names: undefined }),
  "b.crt": sketches({ name: "www.example.com" }),
};

test("exact names, wildcards, both at once, addresses", async () => {
  await check(
    conf`
      http {
          ssl_certificate a.crt; ssl_certificate_key a.key;
          server { listen 1 ssl; server_name EXAMPLE.com www.example.com .example.com *.example.com; }
          server { listen 1 ssl; server_name 192.0.2.1 2001:db8:0:0::1; }
          server { listen 1 ssl; server_name a.b.example.com www.example.org; }
      #                                      ~~~~~~~~~~~~~~~ warning: "a.b.example.com" is not among the names of the certificate "a.crt", nor 1 more
          server { listen 1 ssl; server_name 192.0.2.2; }
      #                                      ~~~~~~~~~ warning: "192.0.2.2" is not among the names of the certificate "a.crt"
          server { listen 1 ssl; server_name www.example.com .example.org; }
      #                                                      ~~~~~~~~~~~~ warning: ".example.org" is not among the names of the certificate "a.crt"
      }
    `,
    { files: FILES },
  );
});

test("names that can't be compared, servers without TLS and refused handshakes are left alone", async () => {
  await check(
    conf`
      http {
          ssl_certificate a.crt; ssl_certificate_key a.key;
          server { listen 1 ssl; server_name _ "" localhost backend ~^(.+)\.example\.org$ www.example.* ; }
          server { listen 80; server_name www.example.org; }
          server { listen 2 ssl; server_name www.example.org; ssl_reject_handshake on; }
          server { listen 3 ssl; server_name cn.example.com; ssl_certificate cn.crt; ssl_certificate_key a.key; }
      }
      mail {
          server_name mail.example.org;
          server { listen 993 ssl; protocol imap; ssl_certificate a.crt; ssl_certificate_key a.key; }
      }
    `,
    { files: FILES },
  );
});

test("each certificate of a server needs each name", async () => {
  await check(
    conf`
      http {
          server {
              listen 1 ssl;
              server_name www.example.com mail.example.com;
      #                                   ~~~~~~~~~~~~~~~~ warning: "mail.example.com" is not among the names of the certificate "b.crt"
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate b.crt; ssl_certificate_key b.key;
          }
      }
    `,
    { files: FILES },
  );
});

test("a certificate that a later one replaces is never compared", async () => {
  const files = {
    "a.crt": sketches({ name: "a.example.com" }),
    "b.crt": sketches({ name: "b.example.com" }),
  };
  await check(
    conf`
      http {
          server {
              listen 443 ssl;
              server_name a.example.com b.example.com;
      #                   ~~~~~~~~~~~~~ warning: "a.example.com" is not among the names of the certificate "b.crt"
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate b.crt; ssl_certificate_key b.key;
          }
      }
    `,
    { files },
  );
});

test("wildcards stand for underscores, but not for all of a private zone", async () => {
  const server = (name: string, certificate: string) =>
    `server { listen 443 ssl; ssl_certificate ${certificate}; ssl_certificate_key a.key; server_name ${name}; }`;
  await check(
    conf`
      http {
          ${server("a_b.example.com", "wild.crt")}
          ${server("a_b.example.com", "exact.crt")}
      #                                                                                              ~~~~~~~~~~~~~~~ warning: "a_b.example.com" is not among the names of the certificate "exact.crt"
          ${server("app.internal", "zone.crt")}
      #                                                                                             ~~~~~~~~~~~~ warning: "app.internal" is not among the names of the certificate "zone.crt"
      }
    `,
    {
      files: {
        "wild.crt": sketches({ name: "*.example.com" }),
        "exact.crt": sketches({ name: "a-b.example.com" }),
        "zone.crt": sketches({ name: "*.internal" }),
      },
    },
  );
});
