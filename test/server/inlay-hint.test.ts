import { afterEach, expect, test } from "vitest";
import { type InlayHint, InlayHintRequest } from "vscode-languageserver-protocol/node";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const URI = "file:///etc/nginx/nginx.conf";
const TEXT = `events {}
http {
  proxy_ssl_verify on;
  upstream b { server c; }
  server { location / { proxy_pass https://b; } }
}
`;

function hints(client: TestClient): Promise<InlayHint[] | null> {
  return client.connection.sendRequest(InlayHintRequest.type, {
    textDocument: { uri: URI },
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
}

test("there are none unless the settings ask for them", async () => {
  const client = await startClient();
  await client.open(URI, TEXT);
  expect(await hints(client)).toBeNull();
});

test("each part leads to where its value is written", async () => {
  const client = await startClient();
  await client.open(URI, TEXT);
  await client.configure("", { inlayHints: { enabled: "tls" } });
  expect(await hints(client)).toEqual([
    {
      position: { line: 4, character: 45 },
      paddingLeft: true,
      label: [
        {
          value: "verify on (from http)",
          tooltip: "proxy_ssl_verify on;",
          location: {
            uri: URI,
            range: { start: { line: 2, character: 2 }, end: { line: 2, character: 22 } },
          },
        },
        { value: ", " },
        { value: "SNI off", tooltip: expect.stringContaining("proxy_ssl_server_name") },
        { value: ", " },
        { value: "TLSv1.2–1.3 (default)", tooltip: expect.stringContaining("default") },
      ],
    },
  ]);
  await client.configure("", { inlayHints: { enabled: "all" } });
  expect((await hints(client))?.[0]).toMatchObject({
    position: { line: 3, character: 23 },
    paddingLeft: false,
    label: [{ value: ":80" }],
  });
});
