import { afterEach, expect, test } from "vitest";
import {
  type ClientCapabilities,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type Location,
  type Position,
  PrepareRenameRequest,
  type Range,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  ShowMessageNotification,
  WorkspaceSymbolRequest,
} from "vscode-languageserver-protocol/node";
import { PULL, PUSH } from "./capabilities.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const FOLDER = "file:///etc/nginx";
const MAIN = `${FOLDER}/nginx.conf`;
const SITE = `${FOLDER}/sites/a.conf`;
const TEXTS = {
  "/etc/nginx/nginx.conf": `events {}
http {
    upstream pool { server 10.0.0.1; }
    map $uri $kind { default 0; }
    include sites/*.conf;
}
`,
  "/etc/nginx/sites/a.conf": `server {
    server_name a.example;
    ssl_certificate ../tls/a.pem;
    location / { proxy_pass http://pool; }
    location /x { return 200 $kind; }
}
`,
  "/etc/nginx/sites/b.conf":
    "server { location / { proxy_pass http://pool$kind; grpc_pass pool; } }\n",
  "/etc/tls/a.pem": "not read\n",
};

const VSCODE: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

async function openSite(capabilities: ClientCapabilities = VSCODE): Promise<TestClient> {
  const client = await startClient({ files: TEXTS, folders: [FOLDER], capabilities });
  await client.open(SITE, TEXTS["/etc/nginx/sites/a.conf"]);
  return client;
}

/** The position of `word` in the site, at its first character. */
function at(word: string): { textDocument: { uri: string }; position: Position } {
  const lines = TEXTS["/etc/nginx/sites/a.conf"].split("\n");
  const line = lines.findIndex((it) => it.includes(word));
  const character = (lines[line] ?? "").indexOf(word);
  return { textDocument: { uri: SITE }, position: { line, character } };
}

function shown(uri: string, { start, end }: Range): string {
  const line = start.line === end.line ? `${start.line}` : `${start.line}-${end.line}`;
  return `${uri.slice(FOLDER.length + 1)} ${line}:${start.character}-${end.character}`;
}

function places(locations: readonly Location[] | null): string[] {
  return (locations ?? []).map((it) => shown(it.uri, it.range));
}

test("definition of a name in another file, with what was asked about", async () => {
  const client = await openSite();
  const answer = await client.connection.sendRequest(DefinitionRequest.type, at("pool"));
  expect(answer).toEqual([
    {
      originSelectionRange: { start: { line: 3, character: 35 }, end: { line: 3, character: 39 } },
      targetUri: MAIN,
      targetRange: { start: { line: 2, character: 4 }, end: { line: 2, character: 17 } },
      targetSelectionRange: { start: { line: 2, character: 13 }, end: { line: 2, character: 17 } },
    },
  ]);
  expect(await client.connection.sendRequest(DefinitionRequest.type, at("location"))).toBeNull();
});

test("definition for a client without links, and of files", async () => {
  const client = await openSite(PUSH);
  const pool = await client.connection.sendRequest(DefinitionRequest.type, at("pool"));
  expect(pool).toEqual([
    { uri: MAIN, range: { start: { line: 2, character: 13 }, end: { line: 2, character: 17 } } },
  ]);
  await client.open(MAIN, TEXTS["/etc/nginx/nginx.conf"]);
  const include = await client.connection.sendRequest(DefinitionRequest.type, {
    textDocument: { uri: MAIN },
    position: { line: 4, character: 14 },
  });
  expect(include).toMatchObject([{ uri: SITE }, { uri: `${FOLDER}/sites/b.conf` }]);
  const certificate = await client.connection.sendRequest(DefinitionRequest.type, at("../tls"));
  expect(certificate).toMatchObject([{ uri: "file:///etc/tls/a.pem" }]);
});

test("references over all files of the configuration, with or without the declaration", async () => {
  const client = await openSite();
  const ask = async (word: string, includeDeclaration: boolean) =>
    places(
      await client.connection.sendRequest(ReferencesRequest.type, {
        ...at(word),
        context: { includeDeclaration },
      }),
    );
  expect(await ask("pool", true)).toEqual([
    "nginx.conf 2:13-17",
    "sites/a.conf 3:35-39",
    "sites/b.conf 0:61-65",
  ]);
  expect(await ask("kind", false)).toEqual(["sites/a.conf 4:30-34", "sites/b.conf 0:45-49"]);
  expect(await ask("server_name", true)).toEqual([]);
});

test("a file that two main files include: both have the name", async () => {
  const upstream = "upstream pool { server 10.0.0.1; }\n";
  const main = (site: string) => `http { include pool.conf; include ${site}; }\nevents {}\n`;
  const site = "server { location / { proxy_pass http://pool; } }\n";
  const client = await startClient({
    files: {
      "/etc/nginx/one.conf": main("one.site"),
      "/etc/nginx/two.conf": main("two.site"),
      "/etc/nginx/pool.conf": upstream,
      "/etc/nginx/one.site": site,
      "/etc/nginx/two.site": site,
    },
    folders: [FOLDER],
  });
  await client.open(`${FOLDER}/one.site`, site);
  const answer = await client.connection.sendRequest(ReferencesRequest.type, {
    textDocument: { uri: `${FOLDER}/one.site` },
    position: { line: 0, character: 41 },
    context: { includeDeclaration: true },
  });
  expect(places(answer).sort()).toEqual([
    "one.site 0:40-44",
    "pool.conf 0:9-13",
    "two.site 0:40-44",
  ]);
});

test("highlights tell what writes from what reads", async () => {
  const client = await startClient({ files: {} });
  await client.open(MAIN, "http { server { set $a $b; return 200 $a; } }\n");
  const ask = (character: number) =>
    client.connection.sendRequest(DocumentHighlightRequest.type, {
      textDocument: { uri: MAIN },
      position: { line: 0, character },
    });
  const marked = (from: number, kind: number) => ({
    range: { start: { line: 0, character: from }, end: { line: 0, character: from + 1 } },
    kind,
  });
  expect(await ask(39)).toEqual([marked(21, 3), marked(39, 2)]);
  expect(await ask(3)).toBeNull();
});

test("rename over open and closed files, with the versions it was made for", async () => {
  const client = await openSite();
  await client.edit(SITE, "a.example", "b.example");
  const prepared = await client.connection.sendRequest(PrepareRenameRequest.type, at("pool"));
  expect(prepared).toMatchObject({ placeholder: "pool" });
  const edit = await client.connection.sendRequest(RenameRequest.type, {
    ...at("pool"),
    newName: "blue",
  });
  expect(client.applied(SITE, edit ?? undefined)).toContain("proxy_pass http://blue;");
  expect(edit?.documentChanges).toMatchObject([
    { textDocument: { uri: MAIN, version: null }, edits: [{ newText: "blue" }] },
    { textDocument: { uri: SITE, version: 2 }, edits: [{ newText: "blue" }] },
    {
      textDocument: { uri: `${FOLDER}/sites/b.conf`, version: null },
      edits: [{ newText: "blue" }],
    },
  ]);
});

test("a rename that nginx would not take is refused with the reason", async () => {
  const client = await openSite();
  const rename = (newName: string) =>
    client.connection.sendRequest(RenameRequest.type, { ...at("kind"), newName });
  await expect(rename("a b")).rejects.toThrow('"a b" is no name for a variable');
  await expect(rename("host")).rejects.toThrow("a variable of nginx's own");
  const nothing = client.connection.sendRequest(PrepareRenameRequest.type, at("server_name"));
  expect(await nothing).toBeNull();
  expect(client.log).toEqual([]);
});

test("who renames hears of includes that could not be read", async () => {
  const client = await startClient({ files: {} });
  const messages: string[] = [];
  client.connection.onNotification(ShowMessageNotification.type, (it) => {
    messages.push(it.message);
  });
  await client.open(MAIN, "events {}\nhttp { include gone.conf; map $uri $a { } }\n");
  const edit = await client.connection.sendRequest(RenameRequest.type, {
    textDocument: { uri: MAIN },
    position: { line: 1, character: 36 },
    newName: "b",
  });
  expect(client.applied(MAIN, edit ?? undefined)).toContain("map $uri $b");
  expect(messages).toEqual([expect.stringContaining('"gone.conf"')]);
});

test("links to files that are there, also from comments", async () => {
  const client = await openSite();
  await client.edit(SITE, "server {", "# see ../nginx.conf, none.conf\nserver {");
  const links = await client.connection.sendRequest(DocumentLinkRequest.type, {
    textDocument: { uri: SITE },
  });
  expect((links ?? []).map(({ range, target }) => `${shown(SITE, range)} ${target}`)).toEqual([
    "sites/a.conf 3:20-32 file:///etc/tls/a.pem",
    `sites/a.conf 0:6-19 ${MAIN}`,
  ]);
});

test("the outline, as a tree and as a list", async () => {
  const tree = await (await openSite()).connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: SITE },
  });
  expect(tree).toMatchObject([
    { name: "server a.example", children: [{ name: "location /" }, { name: "location /x" }] },
  ]);
  const list = await (await openSite(PUSH)).connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: SITE },
  });
  expect(list).toMatchObject([
    { name: "server a.example", containerName: "" },
    { name: "location /", containerName: "server a.example" },
    { name: "location /x", containerName: "server a.example" },
  ]);
});

test("symbols of the workspace, also of files that nobody opened", async () => {
  const client = await startClient({ files: TEXTS, folders: [FOLDER] });
  const ask = async (query: string) => {
    const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query });
    return (symbols ?? []).map((it) => it.name);
  };
  const sites = ["server a.example", "location /", "location /x", "server", "location /"];
  expect(await ask("")).toEqual([...sites, "upstream pool", "$kind"]);
  expect(await ask("knd")).toEqual(["$kind"]);
  await client.open("git:/etc/nginx/sites/a.conf?old", "server { server_name old.example; }\n");
  await client.open("untitled:Untitled-1", "server { server_name new.example; }\n");
  expect(await ask("old")).toEqual([]);
  expect(await ask("new")).toEqual(["server new.example"]);
});

test("folding and selection", async () => {
  const client = await openSite({
    ...VSCODE,
    textDocument: { ...VSCODE.textDocument, foldingRange: { rangeLimit: 1 } },
  });
  const folds = await client.connection.sendRequest(FoldingRangeRequest.type, {
    textDocument: { uri: SITE },
  });
  expect(folds).toEqual([{ startLine: 0, endLine: 4 }]);
  const { textDocument, position } = at("pool");
  const [range] =
    (await client.connection.sendRequest(SelectionRangeRequest.type, {
      textDocument,
      positions: [position],
    })) ?? [];
  expect(range?.range).toEqual({ start: position, end: { line: 3, character: 39 } });
  expect(range?.parent?.range.end).toEqual({ line: 3, character: 39 });
});
