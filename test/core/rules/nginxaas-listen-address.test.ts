import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-listen-address");

test("all addresses and the loopback", () =>
  check(
    conf`
      http {
          server { listen 80; listen *:81; listen 0.0.0.0:82; listen [::]:83; listen [::0]:84; }
          server { listen 127.0.0.1:85; listen localhost:86; listen [::1]:87; listen unix:/tmp/x; }
          server { listen www.example.com:88; listen [2001:db8::1]:89; }
      #                   ~~~~~~~~~~~~~~~~~~ error: NGINXaaS for Google Cloud listens on all addresses or on the loopback only
      #                                              ~~~~~~~~~~~~~~~~ error: NGINXaaS for Google Cloud listens on all addresses or on the loopback only
      }
    `,
    { platform: "nginxaas-google" },
  ));

test("what AWS asks of all listens of a port", () =>
  check(
    conf`
      http {
          server { listen 80 proxy_protocol; }
          server { listen 80; listen 443 ssl; listen [::]:443 ssl; }
      #                   ~~ error: NGINXaaS for AWS needs "proxy_protocol" on all listens of port 80 or on none
          server { listen 443 ssl; }
      #                   ~~~ error: another server listens on IPv6 for port 443: NGINXaaS for AWS wants it here too
      }
      stream {
          server { listen 53 udp; proxy_pass 192.0.2.1:53; }
      #                      ~~~ error: NGINXaaS for AWS needs a listen on an IPv6 address for UDP port 53
      }
    `,
    { platform: "nginxaas-aws" },
  ));

test("a fragment does not show all servers of a port", () =>
  check(
    conf`
      server {
          listen 53 udp;
      #             ~~~ information: NGINXaaS for AWS needs a listen on an IPv6 address for UDP port 53
          proxy_pass 192.0.2.1:53;
      }
    `,
    { platform: "nginxaas-aws" },
  ));
