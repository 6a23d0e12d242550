import { afterEach, expect, test } from "vitest";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const LINE = "Suppress tokens-on for this line with a reason";
const FILE = "Suppress tokens-on in this file with a reason";

async function suppressed(text: string, title: string): Promise<string> {
  const client = await startClient();
  await client.open(MAIN, text);
  await client.pull(MAIN);
  const actions = await client.actions(MAIN, "on;", ["quickfix"]);
  return client.applied(MAIN, actions.find((it) => it.title === title)?.edit);
}

test.each([
  [
    "above the line, as far in",
    "http {\n\tserver_tokens on;\n}\n",
    "http {\n\t# nginx-tls-disable-next-line tokens-on -- reason\n\tserver_tokens on;\n}\n",
  ],
  [
    "with the line ends of the file",
    "http {\r\n  server_tokens on;\r\n}\r\n",
    "http {\r\n  # nginx-tls-disable-next-line tokens-on -- reason\r\n  server_tokens on;\r\n}\r\n",
  ],
  [
    "above a directive of several lines",
    "http {\n  server_tokens\n    on;\n}\n",
    "http {\n  # nginx-tls-disable-next-line tokens-on -- reason\n  server_tokens\n    on;\n}\n",
  ],
  [
    "above the string that ends in the line",
    'http {\n  log_format a "\n"; server_tokens on;\n}\n',
    'http {\n  # nginx-tls-disable-next-line tokens-on -- reason\n  log_format a "\n"; server_tokens on;\n}\n',
  ],
  [
    "in the comment that is there",
    "http {\n  # nginx-tls-disable-next-line weak-protocol -- old\n  server_tokens on;\n}\n",
    "http {\n  # nginx-tls-disable-next-line weak-protocol, tokens-on -- old\n  server_tokens on;\n}\n",
  ],
])("a comment for the line goes %s", async (_, before, after) => {
  expect(await suppressed(before, LINE)).toBe(after);
});

test.each([
  [
    "at the top",
    "# ours\nhttp { server_tokens on; }\n",
    "# nginx-tls-disable-file tokens-on -- reason\n# ours\nhttp { server_tokens on; }\n",
  ],
  [
    "below the comments with settings",
    "# nginx-tls: version=1.28.0\nhttp { server_tokens on; }\n",
    "# nginx-tls: version=1.28.0\n# nginx-tls-disable-file tokens-on -- reason\nhttp { server_tokens on; }\n",
  ],
  [
    "in the comment that is there",
    "# nginx-tls-disable-file a-rule\nhttp { server_tokens on; }\n",
    "# nginx-tls-disable-file a-rule, tokens-on\nhttp { server_tokens on; }\n",
  ],
])("a comment for the file goes %s", async (_, before, after) => {
  expect(await suppressed(before, FILE)).toBe(after);
});

test("both silence the finding", async () => {
  for (const title of [LINE, FILE]) {
    const text = "http {\n  server_tokens on;\n}\n";
    const client = await startClient();
    await client.open(MAIN, await suppressed(text, title));
    expect(await client.findings(MAIN)).toEqual([]);
  }
});

test("a client that takes snippets gets the reason as a place to type into", async () => {
  const client = await startClient({
    capabilities: {
      ...PULL,
      workspace: {
        ...PULL.workspace,
        workspaceEdit: { documentChanges: true, snippetEditSupport: true },
      },
    },
  });
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  await client.pull(MAIN);
  const actions = await client.actions(MAIN, "on;", ["quickfix"]);
  expect(actions.find((it) => it.title === LINE)?.edit).toEqual({
    documentChanges: [
      {
        textDocument: { uri: MAIN, version: 1 },
        edits: [
          {
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
            snippet: {
              kind: "snippet",
              value: `  # nginx-tls-disable-next-line tokens-on -- \${1:reason}\n`,
            },
          },
        ],
      },
    ],
  });
});
