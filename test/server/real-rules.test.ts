import { afterEach, expect, test } from "vitest";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";

test("a misspelled directive is reported and mended", async () => {
  const client = await startClient({ rules: "all" });
  const text = "events {}\nhttp {\n  server {\n    ssl_protocls TLSv1.2 TLSv1.3;\n  }\n}\n";
  await client.open(MAIN, text);
  expect(await client.findings(MAIN)).toEqual(["3:ssl_protocls error unknown-directive"]);
  const [action] = await client.actions(MAIN, "ssl_protocls", ["quickfix"]);
  expect(client.applied(MAIN, action?.edit)).toBe(text.replace("protocls", "protocols"));
});
