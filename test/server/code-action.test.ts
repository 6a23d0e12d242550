import { afterEach, expect, test } from "vitest";
import { CodeActionResolveRequest } from "vscode-languageserver-protocol/node";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients } from "./client.ts";
import { switchedOn, tokensOn } from "./sample-rules.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/site.conf";
const ONE = "http {\n  server_tokens on;\n}\n";
const TWO = "http {\n  server_tokens on;\n  server {\n    server_tokens on;\n  }\n}\n";

test("the fixes of the finding under the cursor are offered", async () => {
  const client = await startClient();
  await client.open(MAIN, ONE);
  const [diagnostic] = await client.pullItems(MAIN);
  const actions = await client.actions(MAIN, "on", ["quickfix"]);
  expect(actions.map((it) => [it.title, it.isPreferred, it.kind])).toEqual([
    ["Say nothing", undefined, "quickfix"],
    ["Turn it off", true, "quickfix"],
    ["Suppress tokens-on for this line with a reason", undefined, "quickfix"],
    ["Suppress tokens-on in this file with a reason", undefined, "quickfix"],
  ]);
  expect(actions[1]?.diagnostics).toEqual([diagnostic]);
  expect(actions[1]?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
  expect(client.applied(MAIN, actions[1]?.edit)).toBe("http {\n  server_tokens off;\n}\n");
  expect(client.applied(MAIN, actions[0]?.edit)).toBe("http {\n  \n}\n");
  expect(await client.actions(MAIN, "http", ["quickfix"])).toEqual([]);
});

test("findings of an older version offer nothing", async () => {
  const client = await startClient();
  await client.open(MAIN, ONE);
  await client.pull(MAIN);
  await client.edit(MAIN, "http {", "# moved\nhttp {");
  expect(await client.actions(MAIN, "on")).toEqual([]);
  await client.pull(MAIN);
  expect(await client.actions(MAIN, "on", ["quickfix"])).toHaveLength(4);
});

test("a fix may edit several files, unless another one of them has changed since", async () => {
  const client = await startClient();
  await client.open(MAIN, "http {\n  root /main;\n  include site.conf;\n}\n");
  await client.open(SITE, "root /site;\n");
  await client.pull(SITE);
  const [action] = await client.actions(SITE, "/site", ["quickfix"]);
  expect(client.applied(SITE, action?.edit)).toBe("root /srv;\n");
  expect(client.applied(MAIN, action?.edit)).toContain("root /srv;");
  await client.edit(MAIN, "http {", "# moved\nhttp {");
  const rest = await client.actions(SITE, "/site", ["quickfix"]);
  expect(rest.every((it) => it.title.startsWith("Suppress"))).toBe(true);
});

test("a file that is not open is edited without a version", async () => {
  const client = await startClient({
    files: { "/etc/nginx/nginx.conf": "http {\n  root /main;\n  include site.conf;\n}\n" },
  });
  await client.open(SITE, "root /site;\n");
  await client.pull(SITE);
  const [action] = await client.actions(SITE, "/site", ["quickfix"]);
  expect(action?.edit?.documentChanges).toMatchObject([
    { textDocument: { uri: SITE, version: 1 } },
    { textDocument: { uri: MAIN, version: null } },
  ]);
});

test("a client without versioned edits gets plain ones", async () => {
  const client = await startClient({ capabilities: { textDocument: { diagnostic: {} } } });
  await client.open(MAIN, ONE);
  await client.pull(MAIN);
  const actions = await client.actions(MAIN, "on", ["quickfix"]);
  expect(actions[1]?.edit?.documentChanges).toBeUndefined();
  expect(client.applied(MAIN, actions[1]?.edit)).toBe("http {\n  server_tokens off;\n}\n");
});

test("fix all on save needs no earlier diagnostics and touches only what it fixes", async () => {
  const client = await startClient();
  await client.open(MAIN, TWO);
  const [action, ...others] = await client.actions(MAIN, "http", ["source.fixAll"]);
  expect(others).toEqual([]);
  expect(action?.kind).toBe("source.fixAll.nginxTls");
  expect(client.applied(MAIN, action?.edit)).toBe(TWO.replaceAll("on;", "off;"));
  const [change] = action?.edit?.documentChanges ?? [];
  expect(change && "edits" in change && change.edits.length).toBe(2);
});

test("fix all with nothing to fix is not offered", async () => {
  const client = await startClient();
  await client.open(MAIN, TWO.replaceAll("on;", "off;"));
  expect(await client.actions(MAIN, "http", ["source.fixAll.nginxTls"])).toEqual([]);
});

test("without a wish for a kind, fix all is offered and computed when it is chosen", async () => {
  const client = await startClient();
  await client.open(MAIN, TWO);
  await client.pull(MAIN);
  const bulk = (await client.actions(MAIN, "on")).filter((it) => it.data !== undefined);
  expect(bulk.map((it) => [it.title, it.edit])).toEqual([
    ["Fix all tokens-on problems in this file", undefined],
    ["Fix all safe NGINX TLS problems in this file", undefined],
  ]);
  for (const action of bulk) {
    const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, action);
    expect(client.applied(MAIN, resolved.edit)).toBe(TWO.replaceAll("on;", "off;"));
  }
  await client.edit(MAIN, "http {", "# moved\nhttp {");
  const late = client.connection.sendRequest(
    CodeActionResolveRequest.type,
    bulk[0] ?? { title: "" },
  );
  await expect(late).rejects.toMatchObject({ code: -32801 });
});

test("a client that cannot resolve gets the edit of a whole rule at once", async () => {
  const textDocument = { ...PULL.textDocument, codeAction: {} };
  const client = await startClient({ capabilities: { ...PULL, textDocument } });
  await client.open(MAIN, TWO);
  await client.pull(MAIN);
  const actions = await client.actions(MAIN, "on");
  const bulk = actions.find((it) => it.title === "Fix all tokens-on problems in this file");
  expect(client.applied(MAIN, bulk?.edit)).toBe(TWO.replaceAll("on;", "off;"));
  expect(actions.some((it) => it.kind?.startsWith("source"))).toBe(false);
});

test("fixing all problems of a rule leaves other rules alone", async () => {
  const client = await startClient({ rules: [tokensOn, switchedOn("autoindex-on", "autoindex")] });
  const text = TWO.replace("http {", "http {\n  autoindex on;");
  await client.open(MAIN, text);
  await client.pull(MAIN);
  const actions = await client.actions(MAIN, "server_tokens on");
  const action = actions.find((it) => it.title.startsWith("Fix all tokens-on"));
  const rule = await client.connection.sendRequest(
    CodeActionResolveRequest.type,
    action ?? { title: "" },
  );
  expect(client.applied(MAIN, rule.edit)).toBe(text.replaceAll("tokens on;", "tokens off;"));
  const [all] = await client.actions(MAIN, "http", ["source.fixAll"]);
  expect(client.applied(MAIN, all?.edit)).toBe(text.replaceAll("on;", "off;"));
});

test("fix all that was overtaken by an edit is not offered", async () => {
  const client = await startClient({ files: { "/etc/nginx/site.conf": "" } });
  await client.open(MAIN, TWO.replace("http {", "http {\n  include site.conf;"));
  await client.pull(MAIN);
  const reading = client.holdReads();
  const answer = client.actions(MAIN, "http", ["source.fixAll"]);
  await reading.asked;
  await client.edit(MAIN, "http {", "# moved\nhttp {");
  await client.roundTrip();
  reading.release();
  expect(await answer).toEqual([]);
});

test("a kind that is not ours gets nothing", async () => {
  const client = await startClient();
  await client.open(MAIN, TWO);
  await client.pull(MAIN);
  expect(await client.actions(MAIN, "on", ["refactor"])).toEqual([]);
});
