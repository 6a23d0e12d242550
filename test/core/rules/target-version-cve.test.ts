import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("target-version-cve");

const EXPOSED = conf`
  http {
      server {
          listen 443 quic;
          location / { proxy_pass https://a.example.com; }
          location /b { proxy_pass https://b.example.com; }
      }
  }
`;

test("the default version says nothing, and a fixed one has nothing", async () => {
  await check(EXPOSED);
  await check(EXPOSED, { nginxVersion: "1.31.5" });
});

test("without a fix in its branch, the next branch has it", () =>
  check(
    conf`
      http {
          server {
              listen 443 quic;
      #                  ~~~~ information: nginx 1.29.8 has CVE-2026-40460 (HTTP/3 address spoofing), fixed in 1.30.1
              listen 443 ssl;
          }
      }
    `,
    { nginxVersion: "1.29.8" },
  ));

test("several of one kind are one finding", () =>
  check(
    conf`
      http {
          server {
              listen 443 quic;
      #                  ~~~~ information: nginx 1.26.0 has CVE-2026-40460, CVE-2024-32760, CVE-2024-31079, CVE-2024-35200 and CVE-2024-34161, fixed in 1.30.1
              listen 443 ssl;
          }
      }
    `,
    { nginxVersion: "1.26.0" },
  ));

test("OCSP in stream", () =>
  check(
    conf`
      stream {
          server {
              listen 443 ssl;
              ssl_verify_client on;
              ssl_ocsp on;
      #                ~~ information: nginx 1.28.2 has CVE-2026-40701 (resolver use-after-free in OCSP), fixed in 1.30.1
      #                ~~ information: nginx 1.28.2 has CVE-2026-28755 (OCSP result bypass in stream), fixed in 1.28.3
          }
      }
    `,
    { nginxVersion: "1.28.2" },
  ));
