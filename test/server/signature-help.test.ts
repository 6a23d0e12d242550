import { afterEach, expect, test } from "vitest";
import { SignatureHelpRequest } from "vscode-languageserver-protocol/node";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";

test("the active parameter is told while a statement is written", async () => {
  const client = await startClient({});
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
