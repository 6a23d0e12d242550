import { afterEach, expect, test } from "vitest";
import {
  CancellationTokenSource,
  DocumentDiagnosticRequest,
} from "vscode-languageserver-protocol/node";
import { startClient, stopClients } from "./client.ts";
import { SAMPLE_RULES, throwing } from "./sample-rules.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/site.conf";
const MAIN_TEXT = "http {\n  root /main;\n  include site.conf;\n}\n";

test("an opened document has its diagnostics, with all that the client can show", async () => {
  const client = await startClient();
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  expect(await client.pullItems(MAIN)).toEqual([
    {
      range: { start: { line: 1, character: 16 }, end: { line: 1, character: 18 } },
      severity: 2,
      source: "nginx-tls",
      code: "tokens-on",
      codeDescription: { href: "https://example.com/sample" },
      message: '"server_tokens" is on',
      tags: [2],
    },
  ]);
});

test("a client that shows less gets less", async () => {
  const client = await startClient({ capabilities: { textDocument: { diagnostic: {} } } });
  await client.open(MAIN, MAIN_TEXT);
  await client.open(SITE, "root /site;\nserver_tokens on;\n");
  const items = await client.pullItems(SITE);
  expect(items.map((it) => Object.keys(it).sort())).toEqual([
    ["code", "message", "range", "severity", "source"],
    ["code", "message", "range", "severity", "source"],
  ]);
});

test("an edit changes the diagnostics", async () => {
  const client = await startClient();
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  expect(await client.findings(MAIN)).toEqual(["1:on warning tokens-on"]);
  await client.edit(MAIN, "on;", "off;");
  expect(await client.findings(MAIN)).toEqual([]);
  await client.edit(MAIN, "http {", "http {\n\n  # é😀\n server_tokens on;");
  expect(await client.findings(MAIN)).toEqual(["3:on warning tokens-on"]);
});

test("positions count as LSP counts them, whatever ends the lines", async () => {
  const client = await startClient();
  await client.open(MAIN, "http {\r\n # 😀\r  server_tokens on;\r\n  server_tokens on;\r\n}\r\n");
  expect(await client.findings(MAIN)).toEqual(["3:on warning tokens-on"]);
});

test("equal findings are not sent twice", async () => {
  const client = await startClient();
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  const { resultId } = await client.pull(MAIN);
  expect(await client.pull(MAIN, resultId)).toEqual({ kind: "unchanged", resultId });
  await client.edit(MAIN, "}\n", "}\n# end\n");
  expect(await client.pull(MAIN, resultId)).toEqual({ kind: "unchanged", resultId });
  await client.edit(MAIN, "on;", "off;");
  expect(await client.pull(MAIN, resultId)).toMatchObject({ kind: "full", items: [] });
});

test("an included file is judged with the main file, which may not be open", async () => {
  const client = await startClient({ files: { "/etc/nginx/nginx.conf": MAIN_TEXT } });
  await client.open(SITE, "root /site;\n");
  expect(await client.pullItems(SITE)).toMatchObject([
    {
      code: "root-differs",
      relatedInformation: [
        {
          location: {
            uri: MAIN,
            range: { start: { line: 1, character: 7 }, end: { line: 1, character: 12 } },
          },
          message: "The first root",
        },
      ],
    },
  ]);
});

test("another document's text counts instead of its file", async () => {
  const client = await startClient({ files: { "/etc/nginx/nginx.conf": MAIN_TEXT } });
  await client.open(SITE, "root /site;\n");
  await client.open(MAIN, MAIN_TEXT.replace("/main", "/site"));
  expect(await client.findings(SITE)).toEqual([]);
  await client.close(MAIN);
  expect(await client.findings(SITE)).toEqual(["0:/site information root-differs"]);
});

test("an edit that changes another document's findings makes the client pull again", async () => {
  const client = await startClient();
  await client.open(MAIN, MAIN_TEXT);
  await client.open(SITE, "root /main;\n");
  await client.pull(MAIN);
  expect(await client.findings(SITE)).toEqual([]);
  await client.edit(MAIN, "/main", "/other");
  await client.pull(MAIN);
  await client.until(() => client.refreshes > 0);
  expect(client.refreshes).toBe(1);
  expect(await client.findings(SITE)).toEqual(["0:/main information root-differs"]);
});

test("a rule that throws costs only its own findings, and is logged once", async () => {
  const client = await startClient({ rules: [throwing, ...SAMPLE_RULES] });
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  expect(await client.findings(MAIN)).toEqual(["1:on warning tokens-on"]);
  await client.edit(MAIN, "}\n", "}\n# end\n");
  expect(await client.findings(MAIN)).toEqual(["1:on warning tokens-on"]);
  expect(client.log.filter((it) => it.includes('rule "throwing" failed'))).toHaveLength(1);
  expect(client.log.join()).toContain("a bug in a rule");
});

test("a document that is not open has no diagnostics", async () => {
  const client = await startClient();
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  await client.close(MAIN);
  expect(await client.pullItems(MAIN)).toEqual([]);
});

test("a cancelled pull is answered as such", async () => {
  const client = await startClient();
  await client.open(MAIN, MAIN_TEXT);
  const source = new CancellationTokenSource();
  const answer = client.connection.sendRequest(
    DocumentDiagnosticRequest.type,
    { textDocument: { uri: MAIN } },
    source.token,
  );
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
  expect(await client.pullItems(MAIN)).toEqual([]);
});

test("an edit during a check makes the answer be about the new text", async () => {
  const client = await startClient({ files: { "/etc/nginx/site.conf": "" } });
  const reading = client.holdReads();
  await client.open(MAIN, "http {\n  include site.conf;\n  server_tokens on;\n}\n");
  const answer = client.pullItems(MAIN);
  await reading.asked;
  await client.edit(MAIN, "http {", "# moved\nhttp {");
  await client.roundTrip();
  reading.release();
  const items = await answer;
  expect(items.map((it) => client.describe(MAIN, it))).toEqual(["3:on warning tokens-on"]);
});

test("an open document is named as the client spells it", async () => {
  const main = "file:///C:/w/nginx.conf";
  const client = await startClient({ files: { "C:/w/nginx.conf": MAIN_TEXT } });
  await client.open(main, MAIN_TEXT);
  await client.open("file:///C:/w/site.conf", "root /site;\n");
  expect(await client.pullItems("file:///C:/w/site.conf")).toMatchObject([
    { relatedInformation: [{ location: { uri: main } }] },
  ]);
});

test("documents of two schemes with one path do not meet", async () => {
  const client = await startClient();
  const old = "git:/etc/nginx/nginx.conf?%7B%22ref%22%3A%22HEAD%22%7D";
  await client.open(MAIN, "http {\n  server_tokens on;\n}\n");
  await client.open(old, "http {\n\n\n  server_tokens on;\n}\n");
  expect(await client.findings(MAIN)).toEqual(["1:on warning tokens-on"]);
  expect(await client.findings(old)).toEqual(["3:on warning tokens-on"]);
});

test("pulling is announced to clients that pull", async () => {
  const client = await startClient();
  expect(client.result.capabilities).toMatchObject({
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    textDocumentSync: { openClose: true, change: 2 },
    codeActionProvider: {
      codeActionKinds: ["quickfix", "source.fixAll.nginxTls"],
      resolveProvider: true,
    },
  });
});
