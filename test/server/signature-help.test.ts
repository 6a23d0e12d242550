import { afterEach, expect, test } from "vitest";
import { type ClientCapabilities, SignatureHelpRequest } from "vscode-languageserver-protocol/node";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";

const OFFSETS: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    signatureHelp: {
      signatureInformation: { parameterInformation: { labelOffsetSupport: true } },
    },
  },
};

test("the active parameter is told while a statement is written", async () => {
  const client = await startClient({ capabilities: OFFSETS });
  expect(client.result.capabilities.signatureHelpProvider?.triggerCharacters).toEqual([" "]);
  await client.open(MAIN, "events {}\nhttp {\n  add_header \n  root /x;\n}\n");
  await client.edit(MAIN, "add_header ", "add_header X-A ");
  const at = (line: number, character: number) =>
    client.connection.sendRequest(SignatureHelpRequest.type, {
      textDocument: { uri: MAIN },
      position: { line, character },
    });
  const help = await at(2, 17);
  expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1 });
  expect(help?.signatures[0]?.label).toBe("add_header <name> <value> [always];");
  expect(help?.signatures[0]?.parameters?.map((it) => it.label)).toEqual([
    [11, 17],
    [18, 25],
    [26, 34],
  ]);
  expect(await at(3, 0)).toBeNull();
});

test("the parameter at the cursor is explained; an older client gets parameters as words", async () => {
  const client = await startClient({});
  await client.open(MAIN, "events {}\nhttp { server { listen 80 reuseport; } }\n");
  const help = await client.connection.sendRequest(SignatureHelpRequest.type, {
    textDocument: { uri: MAIN },
    position: { line: 1, character: 33 },
  });
  const [first] = help?.signatures ?? [];
  expect(first?.parameters?.filter((it) => it.documentation)).toEqual([
    {
      label: "[reuseport]",
      documentation: {
        kind: "markdown",
        value: "`reuseport`: A socket of its own for each worker process (`SO_REUSEPORT`).",
      },
    },
  ]);
});
