import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-cert-path");

test("every plain name, where it is asked for", async () => {
  const text = conf`
    http {
        proxy_ssl_certificate /etc/nginx/a.crt;
    #                         ~~~~~~~~~~~~~~~~ information: NGINXaaS for Google Cloud needs a certificate with exactly this path, or an uploaded file
        proxy_ssl_trusted_certificate /etc/nginx/ca.crt;
    }
  `;
  await check(text, {
    platform: "nginxaas-google",
    rules: { "nginxaas-cert-path": "information" },
  });
  await check("http { ssl_certificate a.crt; }\n");
});
