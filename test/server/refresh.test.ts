import { expect, test, vi } from "vitest";
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  CodeLensRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  InlayHintRefreshRequest,
  InlayHintRequest,
  SemanticTokensRefreshRequest,
  SemanticTokensRequest,
} from "vscode-languageserver-protocol/node";
import { PULL } from "./capabilities.ts";
import { startClient, type TestClient } from "./client.ts";
import { stopTimers } from "./still-timers.ts";

stopTimers();

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/site.conf";
const OTHER = "file:///srv/other/nginx.conf";
const MAIN_TEXT = `events {}
http {
  proxy_ssl_verify off;
  map $host $kind { default a; }
  include site.conf;
}
`;
const SITE_TEXT =
  "server { location / { proxy_pass https://b.example.com; add_header X $kind; } }\n";
const REFRESHING: ClientCapabilities = {
  ...PULL,
  workspace: {
    ...PULL.workspace,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
  },
};

interface Editor {
  readonly client: TestClient;
  /** What the server asked to be fetched anew. */
  readonly asked: string[];
}

async function start(capabilities = REFRESHING): Promise<Editor> {
  const client = await startClient({ capabilities });
  const asked: string[] = [];
  const note = (kind: string) => () => {
    asked.push(kind);
  };
  client.connection.onRequest(CodeLensRefreshRequest.type, note("lenses"));
  client.connection.onRequest(InlayHintRefreshRequest.type, note("hints"));
  client.connection.onRequest(SemanticTokensRefreshRequest.type, note("tokens"));
  await client.open(MAIN, MAIN_TEXT);
  await client.open(SITE, SITE_TEXT);
  return { client, asked };
}

/** Fetches all that an editor shows of a document. */
async function show({ client }: Editor, ...uris: readonly string[]): Promise<void> {
  for (const uri of uris) {
    const textDocument = { uri };
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range });
    await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  }
}

/** What is asked for until nothing moves any more. */
async function quiet({ client, asked }: Editor): Promise<string[]> {
  for (let n = 0; n < 12; n++) {
    await vi.advanceTimersByTimeAsync(300);
    await client.roundTrip();
  }
  return asked.splice(0).sort();
}

test("an edit of one document refreshes what it changes in another one, once", async () => {
  const editor = await start();
  await editor.client.configure("", { inlayHints: { enabled: "tls" } });
  await show(editor, MAIN, SITE);
  expect(await quiet(editor)).toEqual([]);
  await editor.client.edit(MAIN, "verify off", "verify on");
  await show(editor, MAIN);
  expect(await quiet(editor)).toEqual(["hints", "lenses"]);
  expect(await quiet(editor)).toEqual([]);
  await show(editor, SITE);
  expect(await quiet(editor)).toEqual([]);
});

test("an edit that changes nothing elsewhere, and one of the document alone, refresh nothing", async () => {
  const editor = await start();
  await show(editor, MAIN, SITE);
  await editor.client.edit(MAIN, "default a", "default b");
  await editor.client.edit(SITE, "https:", "http:");
  expect(await quiet(editor)).toEqual([]);
});

test("documents of another project, and such as are shown no more, do not count", async () => {
  const editor = await start();
  await editor.client.open(OTHER, MAIN_TEXT.replace("include site.conf;", SITE_TEXT));
  await show(editor, OTHER, SITE);
  await editor.client.close(SITE);
  await editor.client.edit(MAIN, "verify off", "verify on");
  expect(await quiet(editor)).toEqual([]);
});

test("a burst of edits is one change, whose end counts", async () => {
  const editor = await start();
  await show(editor, SITE);
  await editor.client.edit(MAIN, "verify off", "verify on");
  await vi.advanceTimersByTimeAsync(200);
  await editor.client.edit(MAIN, "verify on", "verify off");
  expect(await quiet(editor)).toEqual([]);
});

test("a setting refreshes what it changes", async () => {
  const editor = await start();
  await show(editor, MAIN, SITE);
  await editor.client.configure("", { inlayHints: { enabled: "tls" } });
  expect(await quiet(editor)).toEqual(["hints"]);
  await show(editor, MAIN, SITE);
  await editor.client.configure("", {
    inlayHints: { enabled: "tls" },
    codeLens: { enabled: false },
  });
  expect(await quiet(editor)).toEqual(["lenses"]);
});

test("a file on disk refreshes what it changes", async () => {
  const editor = await start();
  await editor.client.close(MAIN);
  await editor.client.pull(SITE);
  await show(editor, SITE);
  editor.client.host.files.set(
    "/etc/nginx/nginx.conf",
    MAIN_TEXT.replace("verify off", "verify on"),
  );
  await editor.client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: MAIN, type: FileChangeType.Changed }],
  });
  expect(await quiet(editor)).toEqual(["lenses"]);
});

test("a client that can't is not asked", async () => {
  const editor = await start(PULL);
  await show(editor, MAIN, SITE);
  await editor.client.edit(MAIN, "verify off", "verify on");
  expect(await quiet(editor)).toEqual([]);
});
