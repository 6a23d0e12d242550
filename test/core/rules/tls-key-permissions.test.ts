import { test } from "vitest";
import type { FileFacts } from "#core";
import { certificate, ENCRYPTED_KEY, key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-key-permissions");

const file = (mode: number, group = "staff", blocks = [key("a")]): FileFacts => ({
  status: "read",
  size: 80,
  pem: pem(...blocks),
  access: { mode, owner: "root", group },
});
const FILES = {
  group: file(0o640),
  trusted: file(0o640, "ssl-cert"),
  writable: file(0o666),
  open: file(0o644),
  closed: file(0o400),
  tickets: file(0o644, "root", []),
  public: file(0o644, "root", [certificate("a")]),
  encrypted: file(0o644, "root", [ENCRYPTED_KEY]),
  tracked: { ...file(0o644), isTracked: true },
};

test("who may do what", async () => {
  await check(
    conf`
      http {
          ssl_certificate open;
      #                   ~~~~ warning: "open" holds a private key, and everybody may read it (mode 644)
          ssl_certificate_key group;
      #                       ~~~~~ warning: "group" holds a private key, and the group "staff" may read it (mode 640)
          ssl_certificate_key trusted;
      #                       ~~~~~~~ hint: "trusted" holds a private key, and the group "ssl-cert" may read it (mode 640)
          ssl_certificate_key writable;
      #                       ~~~~~~~~ warning: "writable" holds a private key, and everybody may change it (mode 666)
          ssl_session_ticket_key tickets;
      #                          ~~~~~~~ warning: "tickets" holds a secret key, and everybody may read it (mode 644)
          ssl_password_file tickets;
      #                     ~~~~~~~ warning: "tickets" holds pass phrases, and everybody may read it (mode 644)
      }
    `,
    { files: FILES },
  );
});

test("what is closed, public, encrypted, in git, or of a system without modes", async () => {
  await check(
    conf`
      http {
          ssl_certificate public; ssl_certificate_key closed;
          proxy_ssl_certificate encrypted; proxy_ssl_certificate_key encrypted;
          grpc_ssl_certificate_key tracked; uwsgi_ssl_certificate_key windows;
      }
    `,
    { files: { ...FILES, windows: pem(key("a")) } },
  );
});

test("once for a file that is named for the certificate and for the key", async () => {
  const both = file(0o644, "root", [certificate("a"), key("a")]);
  await check(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_certificate both;
              ssl_certificate_key both;
      #                           ~~~~ warning: "both" holds a private key, and everybody may read it (mode 644)
          }
          server {
              listen 444 ssl;
              ssl_certificate both;
      #                       ~~~~ warning: "both" holds a private key, and everybody may read it (mode 644)
              ssl_certificate_key closed;
          }
      }
    `,
    { files: { ...FILES, both } },
  );
});
