import { afterEach, expect, test } from "vitest";
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from "vscode-languageserver-protocol/node";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const SITE = "file:///w/sites/a.conf";
const PROJECT = "file:///w/nginx-tls.json";
const TOKENS = "server_tokens on;\n";

function start(files: Readonly<Record<string, string>>, restricted = false): Promise<TestClient> {
  return startClient({
    folders: ["file:///w"],
    files,
    initializationOptions: { restricted },
  });
}

async function write(client: TestClient, uri: string, text: string | undefined): Promise<void> {
  const path = uri.replace("file://", "");
  if (text === undefined) client.host.files.delete(path);
  else client.host.files.set(path, text);
  const type = text === undefined ? FileChangeType.Deleted : FileChangeType.Changed;
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri, type }],
  });
}

test("the project file counts more than the settings of the editor; a change of it counts at once", async () => {
  const client = await start({ "/w/nginx-tls.json": '{ "rules": { "tokens-*": "error" } }' });
  client.settings.set("", { rules: { "tokens-on": "hint" } });
  await client.open(SITE, TOKENS);
  expect(await client.findings(SITE)).toEqual(["0:on error tokens-on"]);
  await write(client, PROJECT, '{ "rules": { "tokens-on": "off" } }');
  await client.until(() => client.refreshes === 1);
  expect(await client.findings(SITE)).toEqual([]);
  await write(client, PROJECT, undefined);
  expect(await client.findings(SITE)).toEqual(["0:on hint tokens-on"]);
});

test("project files above the workspace folder do not count", async () => {
  const client = await start({ "/nginx-tls.json": '{ "rules": { "tokens-on": "off" } }' });
  await client.open(SITE, TOKENS);
  expect(await client.findings(SITE)).toEqual(["0:on warning tokens-on"]);
});

test("the main file that the project file names counts from its folder", async () => {
  const client = await start({
    "/w/conf/main.nginx": "http {\n  root /main;\n  include ../sites/*.conf;\n}\n",
    "/w/sites/a.conf": "",
    "/w/nginx-tls.json": '{ "mainFile": "conf/main.nginx" }',
  });
  await client.open(SITE, "root /site;\n");
  expect(await client.findings(SITE)).toEqual(["0:/site information root-differs"]);
});

test("what is wrong in it is told in it, and taken back when it is mended or gone", async () => {
  const client = await start({ "/w/nginx-tls.json": '{\n  "polcy": "cis"\n}' });
  await client.open(SITE, TOKENS);
  await client.findings(SITE);
  await client.until(() => client.published.length === 1);
  expect(client.published[0]).toEqual({
    uri: PROJECT,
    diagnostics: [
      {
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } },
        severity: 2,
        source: "nginx-tls",
        message: 'there is no setting "polcy"; did you mean "policy"?',
      },
    ],
  });
  await write(client, PROJECT, "{}");
  await client.findings(SITE);
  await client.until(() => client.published.length === 2);
  expect(client.published[1]).toEqual({ uri: PROJECT, diagnostics: [] });
});

test("in an untrusted workspace the project file counts, but for what needs trust", async () => {
  const project = '{ "certificates": { "read": true }, "rules": { "tokens-on": "off" } }';
  const client = await start({ "/w/nginx-tls.json": project }, true);
  client.settings.set("", { certificates: { read: false } });
  await client.open(SITE, TOKENS);
  expect(await client.findings(SITE)).toEqual([]);
});
