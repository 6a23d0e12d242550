import { afterEach, expect, test } from "vitest";
import {
  type SemanticTokens,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver-protocol/node";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const URI = "file:///etc/nginx/nginx.conf";
const TEXT = "events {}\nhttp {\n  ssl_protocols TLSv1;\n}\n";

function whole(client: TestClient): Promise<SemanticTokens | null> {
  return client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri: URI } });
}

/** Each token as `line:character length type modifiers`. */
function read(client: TestClient, { data }: SemanticTokens): string[] {
  const legend = client.result.capabilities.semanticTokensProvider?.legend;
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length, type = 0, bits = 0] = data.slice(at, at + 5);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    const modifiers = legend?.tokenModifiers.filter((_, index) => bits & (1 << index)) ?? [];
    const words = [`${line}:${character}`, length, legend?.tokenTypes[type], ...modifiers];
    found.push(words.join(" "));
  }
  return found;
}

const TOKENS = [
  "0:0 6 keyword defaultLibrary",
  "1:0 4 keyword defaultLibrary",
  "2:2 13 function defaultLibrary",
  "2:16 5 enumMember deprecated",
];

test("the tokens of a document, and of a range", async () => {
  const client = await startClient();
  await client.open(URI, TEXT);
  expect(read(client, (await whole(client)) ?? { data: [] })).toEqual(TOKENS);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
  const part = await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
    textDocument: { uri: URI },
    range,
  });
  expect(read(client, part ?? { data: [] })).toEqual(TOKENS.slice(0, 1));
});

test("after an edit the change alone is sent", async () => {
  const client = await startClient();
  await client.open(URI, TEXT);
  const before = await whole(client);
  await client.edit(URI, "TLSv1;", "TLSv1.3;");
  const delta = await client.connection.sendRequest(SemanticTokensDeltaRequest.type, {
    textDocument: { uri: URI },
    previousResultId: before?.resultId ?? "",
  });
  if (!delta || !("edits" in delta)) throw new Error("expected edits");
  const data = [...(before?.data ?? [])];
  for (const { start, deleteCount, data: added = [] } of delta.edits) {
    expect(deleteCount).toBeLessThan(data.length);
    data.splice(start, deleteCount, ...added);
  }
  expect(read(client, { data })).toEqual([...TOKENS.slice(0, 3), "2:16 7 enumMember"]);
  const again = await client.connection.sendRequest(SemanticTokensDeltaRequest.type, {
    textDocument: { uri: URI },
    previousResultId: "something else",
  });
  expect(again).toMatchObject({ data });
});

test("a client with a grammar is not told of numbers", async () => {
  const semanticTokens = {
    requests: {},
    tokenTypes: [],
    tokenModifiers: [],
    formats: [],
    augmentsSyntaxTokens: true,
  };
  const capabilities = { ...PULL, textDocument: { ...PULL.textDocument, semanticTokens } };
  const client = await startClient({ capabilities });
  await client.open(URI, "worker_processes 4; # x\n");
  expect(read(client, (await whole(client)) ?? { data: [] })).toEqual([
    "0:0 16 function defaultLibrary",
  ]);
});
