import { afterEach, expect, test } from "vitest";
import {
  type ClientCapabilities,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const URI = "file:///etc/nginx/nginx.conf";
const OPTIONS = { tabSize: 2, insertSpaces: true };

function formatted(client: TestClient): Promise<TextEdit[] | null> {
  const params = { textDocument: { uri: URI }, options: OPTIONS };
  return client.connection.sendRequest(DocumentFormattingRequest.type, params);
}

function applied(client: TestClient, edits: TextEdit[] | null): string {
  return TextDocument.applyEdits(client.document(URI), edits ?? []);
}

test("a document is formatted with the editor's options", async () => {
  const client = await startClient();
  await client.open(URI, "events {}\nhttp {\nserver { listen 80 ; }\n}\n");
  expect(applied(client, await formatted(client))).toBe(
    "events {}\nhttp {\n  server {\n    listen 80;\n  }\n}\n",
  );
});

test("a document with a syntax error stays as it is, and the log says where", async () => {
  const client = await startClient();
  await client.open(URI, "events {}\nhttp {\nserver { listen 80 }\n}\n");
  expect(await formatted(client)).toEqual([]);
  await client.until(() =>
    client.log.some((it) => it.includes(`${URI} is not formatted: see line`)),
  );
});

test("columns are as the setting says", async () => {
  const client = await startClient();
  await client.open(URI, "user a;\npid b;\n");
  await client.configure("", { format: { align: "always" } });
  expect(applied(client, await formatted(client))).toBe("user a;\npid  b;\n");
});

test("a range is formatted by whole lines", async () => {
  const client = await startClient();
  await client.open(URI, "http {\nserver {\nlisten  80;\nroot  /x;\n}\n}\n");
  const edits = await client.connection.sendRequest(DocumentRangeFormattingRequest.type, {
    textDocument: { uri: URI },
    range: { start: { line: 2, character: 3 }, end: { line: 2, character: 5 } },
    options: OPTIONS,
  });
  expect(applied(client, edits)).toBe("http {\nserver {\n    listen 80;\nroot  /x;\n}\n}\n");
});

test("a typed brace formats its block", async () => {
  const client = await startClient();
  await client.open(URI, "http {\nserver {\nlisten 80;\n}\n}\n");
  const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
    textDocument: { uri: URI },
    position: { line: 3, character: 1 },
    ch: "}",
    options: OPTIONS,
  });
  expect(applied(client, edits)).toBe("http {\n  server {\n    listen 80;\n  }\n}\n");
});

const DYNAMIC: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    formatting: { dynamicRegistration: true },
    rangeFormatting: { dynamicRegistration: true },
    onTypeFormatting: { dynamicRegistration: true },
  },
};
const METHODS = ["formatting", "rangeFormatting", "onTypeFormatting"].map(
  (it) => `textDocument/${it}`,
);

test("formatting is offered while the setting says so", async () => {
  const client = await startClient({ capabilities: DYNAMIC });
  const offered = () =>
    client.registrations.map((it) => it.method).filter((it) => METHODS.includes(it));
  await client.until(() => offered().length === 3);
  expect(offered()).toEqual(METHODS);
  expect(client.result.capabilities.documentFormattingProvider).toBeUndefined();
  await client.open(URI, "user  a;\n");
  await client.configure("", { format: { enabled: false } });
  await client.until(() => offered().length === 0);
  expect(await formatted(client)).toBeNull();
  await client.configure("", { format: { enabled: true } });
  await client.until(() => offered().length === 3);
});

test("a client that can't be told later hears at once", async () => {
  const client = await startClient();
  expect(client.result.capabilities).toMatchObject({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: "}" },
  });
  await client.open(URI, "user  a;\n");
  await client.configure("", { format: { enabled: false } });
  expect(await formatted(client)).toBeNull();
});
