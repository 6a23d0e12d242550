import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("listen-http2-deprecated");

test("each listen with the parameter", () =>
  check(conf`
    http {
        server { listen 443 ssl http2; listen [::]:443 http2 ssl; }
    #                           ~~~~~ warning: "listen ... http2" is deprecated since nginx 1.25.1, "http2 on" replaces it
    #                                                  ~~~~~ warning: "listen ... http2" is deprecated since nginx 1.25.1, "http2 on" replaces it
        server { listen 80; }
    }
    stream {
        server { listen 443; proxy_pass 10.0.0.1:443; }
    }
  `));

test("an older nginx knows nothing else", () =>
  check(
    conf`
http { server { listen 443 ssl http2; } }`,
    { nginxVersion: "1.25.0" },
  ));

test("all servers of the socket get the directive", () =>
  checkFix(
    conf`
      http {
          server {
              listen 443 ssl $0http2;
              server_name a.example.com;
          }
          server {
              listen 443 ssl; # of the same socket
              server_name b.example.com;
          }
          server {
              listen 443 ssl http2;
              http2 off;
          }
          server {
              listen 8443 ssl;
          }
      }
    `,
    conf`
      http {
          server {
              listen 443 ssl;
              http2 on;
              server_name a.example.com;
          }
          server {
              listen 443 ssl; # of the same socket
              http2 on;
              server_name b.example.com;
          }
          server {
              listen 443 ssl;
              http2 on;
          }
          server {
              listen 8443 ssl;
          }
      }
    `,
  ));

test("switched on for all already", () =>
  checkFix(
    "http { http2 on; server { listen 443 ssl $0http2; } }",
    "http { http2 on; server { listen 443 ssl; } }",
  ));

test("safe only once somebody has said which nginx it is", async () => {
  const safety = async (settings = {}) => {
    const text = "http { server { listen 443 ssl http2; } }";
    const [finding] = await run(
      ruleNamed("listen-http2-deprecated"),
      { "/n.conf": text },
      settings,
    );
    return finding?.fixes.map((it) => it.safety);
  };
  expect(await safety()).toEqual(["unsafe"]);
  expect(await safety({ nginxVersion: "1.26.0" })).toEqual(["safe"]);
});
