import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-protocols-non-default-server");

const OLD = { nginxVersion: "1.28.0" };

test("own and inherited lists, both directions", () =>
  check(
    conf`
      http {
          ssl_protocols TLSv1.2 TLSv1.3;
          server { listen 443 ssl; server_name a.example.com; }
      #                   ~~~ warning: "ssl_protocols" of the default server "b.example.com" applies instead: TLSv1.2
          server { listen 443 ssl default_server; server_name b.example.com; ssl_protocols TLSv1.2; }
          server { listen 443 ssl; server_name c.example.com; ssl_protocols tlsv1.2; }
          server { listen 443 ssl; server_name d.example.com; ssl_protocols TLSv1.2; ssl_protocols TLSv1.3; }
      #                                                       ~~~~~~~~~~~~~ warning: "ssl_protocols" of the default server "b.example.com" applies instead: TLSv1.2
          server { listen 444 ssl; server_name e.example.com; ssl_protocols TLSv1.3; }
      }
    `,
    OLD,
  ));

test("the built-in list of the version", () =>
  check(
    conf`
      http {
          server { listen 443 ssl; server_name a; }
          server { listen 443 ssl; server_name b; ssl_protocols TLSv1.3 TLSv1.2; }
      }
    `,
    OLD,
  ));

test("each list counts since 1.29.2", () =>
  check(conf`
    http {
        server { listen 443 ssl; server_name a; ssl_protocols TLSv1.2; }
        server { listen 443 ssl; server_name b; ssl_protocols TLSv1.3; }
    }
  `));

test("the default server may be out of sight", () =>
  check(
    conf`
      server { listen 443 ssl; server_name a; ssl_protocols TLSv1.2; }
      server { listen 443 ssl; server_name b; ssl_protocols TLSv1.3; }
      #                                       ~~~~~~~~~~~~~ information: "ssl_protocols" of the default server "a" applies instead: TLSv1.2
    `,
    OLD,
  ));
