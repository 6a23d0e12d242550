import { afterEach, expect, test } from "vitest";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/conf.d/site.conf";

test("a misspelled directive is reported and mended", async () => {
  const client = await startClient({ rules: "all" });
  const text = "events {}\nhttp {\n  server {\n    ssl_protocls TLSv1.2 TLSv1.3;\n  }\n}\n";
  await client.open(MAIN, text);
  expect(await client.findings(MAIN)).toEqual(["3:ssl_protocls error unknown-directive"]);
  const [action] = await client.actions(MAIN, "ssl_protocls", ["quickfix"]);
  expect(client.applied(MAIN, action?.edit)).toBe(text.replace("protocls", "protocols"));
});

test("an edit of the main file reaches the included file through inheritance", async () => {
  const client = await startClient({ rules: "all" });
  const tls = "proxy_ssl_trusted_certificate /ca.pem; proxy_ssl_server_name on;";
  await client.open(
    MAIN,
    `events {}\nhttp {\n  ${tls}\n  proxy_ssl_verify on;\n  include conf.d/*.conf;\n}\n`,
  );
  await client.open(
    SITE,
    "server {\n  location / {\n    proxy_pass https://backend.example.com;\n  }\n}\n",
  );
  expect(await client.findings(SITE)).toEqual([]);
  await client.edit(MAIN, "verify on", "verify off");
  await client.until(() => client.refreshes === 1);
  const [finding] = await client.pullItems(SITE);
  expect(finding?.code).toBe("upstream-tls-verify-off");
  expect(finding?.relatedInformation?.map((it) => it.location.uri)).toContain(MAIN);
});

test("the fix for an upstream that is not verified leaves nothing of the kind to report", async () => {
  const client = await startClient({ rules: "all" });
  await client.open(
    MAIN,
    "events {}\nhttp {\n  server {\n    location / {\n      proxy_pass https://backend.example.com;\n    }\n  }\n}\n",
  );
  expect(await client.findings(MAIN)).toHaveLength(1);
  const [fix] = await client.actions(MAIN, "https://", ["quickfix"]);
  const fixed = client.applied(MAIN, fix?.edit);
  await client.close(MAIN);
  await client.open(MAIN, fixed);
  expect(await client.findings(MAIN)).toEqual([]);
});

test("a text that is being typed costs one error, and the rest is still understood", async () => {
  const client = await startClient({ rules: "all" });
  await client.open(
    MAIN,
    "events {}\nhttp {\n  server {\n    listen 80\n    server_name a;\n    ssl_protocls TLSv1.2;\n  }\n}\n",
  );
  const findings = await client.findings(MAIN);
  expect(findings.filter((it) => it.includes("not-terminated"))).toHaveLength(1);
  expect(findings).toContain("5:ssl_protocls error unknown-directive");
});
