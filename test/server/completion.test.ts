import { afterEach, expect, test } from "vitest";
import {
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
} from "vscode-languageserver-protocol/node";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";
import { SAMPLE_RULES } from "./sample-rules.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";

/** As VS Code 1.91. */
const MODERN: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        tagSupport: { valueSet: [1] },
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        insertTextModeSupport: { valueSet: [1, 2] },
        resolveSupport: { properties: ["documentation"] },
      },
      completionList: { itemDefaults: ["editRange"] },
    },
  },
};

interface Asked {
  readonly client: TestClient;
  readonly list: CompletionList | null;
  item(label: string): CompletionItem;
}

async function ask(
  text: string,
  capabilities: ClientCapabilities = MODERN,
  triggerCharacter?: string,
  initializationOptions: object = { suggestCommand: "suggest" },
): Promise<Asked> {
  const client = await startClient({ capabilities, initializationOptions });
  await client.open(MAIN, text.replace("$0", ""));
  const list = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: MAIN },
    position: client.document(MAIN).positionAt(text.indexOf("$0")),
    ...(triggerCharacter !== undefined && {
      context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter },
    }),
  });
  if (Array.isArray(list)) throw new Error("expected a list");
  const item = (label: string) => {
    const found = list?.items.find((it) => it.label === label);
    if (!found) throw new Error(`"${label}" is not offered`);
    return found;
  };
  return { client, list, item };
}

const TEXT = "http {\n  server {\n    proxy_ssl_ver$0\n  }\n}\n";

test("the server says what asks for completion", async () => {
  const { client } = await ask(TEXT);
  expect(client.result.capabilities.completionProvider).toMatchObject({
    resolveProvider: true,
    triggerCharacters: expect.arrayContaining(["$", "/", ":", " "]),
    completionItem: { labelDetailsSupport: true },
  });
});

test("a list for an editor that can do all, as small as can be", async () => {
  const { list, item } = await ask(TEXT);
  const start = { line: 2, character: 4 };
  const end = { line: 2, character: 17 };
  expect(list?.itemDefaults?.editRange).toEqual({
    insert: { start, end },
    replace: { start, end },
  });
  expect(item("proxy_ssl_verify")).toEqual({
    label: "proxy_ssl_verify",
    kind: 10,
    sortText: expect.stringMatching(/^\d{4}$/),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
    textEditText: "proxy_ssl_verify ${1|on,off|};$0",
    insertTextFormat: 2,
    labelDetails: { description: "ngx_http_proxy_module" },
    data: ["proxy_ssl_verify", "http/ngx_http_proxy_module", "ngx_http_proxy_module"],
  });
});

test("where a value is asked for, the editor goes on to ask for values", async () => {
  const text = "http {\n  server {\n    ssl_certificate$0\n  }\n}\n";
  const { item } = await ask(text);
  expect(item("ssl_certificate_key")).toMatchObject({
    textEditText: "ssl_certificate_key $1;$0",
    command: { title: "Suggest", command: "suggest" },
  });
  const other = await ask(text, MODERN, undefined, {});
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
  expect(other.item("ssl_certificate_key").textEditText).toBe("ssl_certificate_key ${1:file};$0");
  expect(other.item("ssl_certificate_key").command).toBeUndefined();
});

test("an editor of the first hour gets plain texts with a range", async () => {
  const { list, item } = await ask(TEXT, {});
  expect(list?.itemDefaults).toBeUndefined();
  expect(item("proxy_ssl_verify")).toMatchObject({
    textEdit: {
      newText: "proxy_ssl_verify ",
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 17 } },
    },
    detail: "ngx_http_proxy_module",
  });
  expect(JSON.stringify(list)).not.toContain("${");
});

test("documentation comes when an item is looked at", async () => {
  const { client, item } = await ask(TEXT);
  const resolved = await client.connection.sendRequest(
    CompletionResolveRequest.type,
    item("proxy_ssl_verify"),
  );
  const text = JSON.stringify(resolved.documentation);
  expect(text).toContain("proxy_ssl_verify on | off;");
  expect(text).toContain("default `off`");
  expect(text).toContain("https://nginx.org/en/docs/http/ngx_http_proxy_module.html");
});

test.each([
  ["http { server { listen 443 $0; } }", "reuseport", "A socket of its own"],
  ["http { ssl_verify_client $0; }", "optional", "may show none"],
  ["http { ssl_protocols $0; }", "TLSv1.3", "RFC 8446"],
  ["http { ssl_ecdh_curve $0; }", "X25519", "RFC 7748"],
])("so does that of a value: %s %s", async (text, label, expected) => {
  const { client, item } = await ask(text);
  const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, item(label));
  expect(JSON.stringify(resolved.documentation)).toContain(expected);
});

test("what is crossed out, and where that cannot be shown", async () => {
  const text = "http { ssl_protocols $0; }";
  expect((await ask(text)).item("SSLv3").tags).toEqual([1]);
  expect((await ask(text, {})).item("SSLv3").deprecated).toBe(true);
});

test("a space asks for values only", async () => {
  expect((await ask("http { gzip $0; }", MODERN, " ")).list?.items).toHaveLength(2);
  expect((await ask("http { gzip on; $0 }", MODERN, " ")).list).toBeNull();
});

test("the text that counts is the one just typed", async () => {
  const { client } = await ask("http {\n  g$0\n}\n");
  await client.edit(MAIN, "  g\n", "  gzip \n");
  const list = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: MAIN },
    position: { line: 1, character: 7 },
  });
  if (!list || Array.isArray(list)) throw new Error("expected a list");
  expect(list.items.map((it) => it.label)).toEqual(["on", "off"]);
});

test("nothing is answered in a comment, nor for a document that is not open", async () => {
  const { client, list } = await ask("http { # gz$0\n}");
  expect(list).toBeNull();
  const none = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: "file:///etc/nginx/none.conf" },
    position: { line: 0, character: 0 },
  });
  expect(none).toBeNull();
});

test("in a comment the rules come first that have findings there", async () => {
  // Their order is not that of the answer.
  const rules = SAMPLE_RULES.toReversed();
  const client = await startClient({ capabilities: MODERN, rules });
  await client.open(MAIN, "http {\n  # nginx-tls-disable-next-line \n  server_tokens on;\n}\n");
  const list = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: MAIN },
    position: { line: 1, character: "  # nginx-tls-disable-next-line ".length },
    context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: " " },
  });
  if (!list || Array.isArray(list)) throw new Error("expected a list");
  expect(list.items.map((it) => it.label)).toEqual([
    "tokens-on",
    "certificate-read",
    "root-differs",
  ]);
});
