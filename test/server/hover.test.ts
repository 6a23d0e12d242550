import { afterEach, expect, test } from "vitest";
import { type Hover, HoverRequest } from "vscode-languageserver-protocol/node";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const TEXT = "events {}\nhttp {\n  proxy_ssl_verfiy on;\n}\n";

function hoverAt(client: TestClient, line: number, character: number): Promise<Hover | null> {
  return client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: MAIN },
    position: { line, character },
  });
}

test("a finding's rule is explained, and nothing where there is none", async () => {
  const client = await startClient({ rules: "all" });
  await client.open(MAIN, TEXT);
  await client.pull(MAIN);
  const hover = await hoverAt(client, 2, 5);
  expect(hover?.range).toEqual({
    start: { line: 2, character: 2 },
    end: { line: 2, character: 18 },
  });
  const text = JSON.stringify(hover?.contents);
  expect(text).toContain("**unknown-directive**");
  expect(text).toContain("nginx stops at a directive it does not know");
  expect(await hoverAt(client, 1, 1)).toBeNull();
});

test("an edited text has no explanation until it is checked again", async () => {
  const client = await startClient({ rules: "all" });
  await client.open(MAIN, TEXT);
  await client.pull(MAIN);
  await client.edit(MAIN, "events {}", "# moved\nevents {}");
  expect(await hoverAt(client, 3, 5)).toBeNull();
  await client.pull(MAIN);
  expect(await hoverAt(client, 3, 5)).not.toBeNull();
});
