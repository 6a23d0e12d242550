import { afterEach, expect, test } from "vitest";
import { DidChangeConfigurationNotification } from "vscode-languageserver-protocol/node";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const TOKENS = "http {\n  server_tokens on;\n}\n";
const SITE = "file:///w/sites/site.conf";

test("a severity from the settings counts, and a change of it makes the client pull again", async () => {
  const client = await startClient();
  client.settings.set("", { rules: { "tokens-on": "hint" } });
  await client.open(MAIN, TOKENS);
  expect(await client.findings(MAIN)).toEqual(["1:on hint tokens-on"]);
  await client.configure("", { rules: { "tokens-on": "off" } });
  await client.until(() => client.refreshes === 1);
  expect(await client.findings(MAIN)).toEqual([]);
});

test("an unusable setting is logged once and the rest applies", async () => {
  const client = await startClient();
  client.settings.set("", { nginxVersion: 1, rules: { "tokens-on": "error", unknown: "off" } });
  await client.open(MAIN, TOKENS);
  await client.open("file:///other.conf", TOKENS);
  expect(await client.findings(MAIN)).toEqual(["1:on error tokens-on"]);
  await client.pull("file:///other.conf");
  expect(client.log.toSorted()).toEqual([
    '"nginxTls.nginxVersion" must be a version such as "1.28.0"',
    '"nginxTls.rules" names an unknown rule "unknown"',
  ]);
});

test("a client that cannot be asked sends its settings", async () => {
  const client = await startClient({
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { settings: { rules: { "tokens-on": "error" } } },
  });
  await client.open(MAIN, TOKENS);
  expect(await client.findings(MAIN)).toEqual(["1:on error tokens-on"]);
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { nginxTls: { rules: { "tokens-on": "hint" } } },
  });
  expect(await client.findings(MAIN)).toEqual(["1:on hint tokens-on"]);
});

test("the configured main file counts from the workspace folder, if it includes the document", async () => {
  const client = await startClient({
    folders: ["file:///w"],
    files: {
      "/w/nginx.conf": "http {\n  include sites/site.conf;\n}\n",
      "/w/conf/main.nginx": "http {\n  root /main;\n  include ../sites/site.conf;\n}\n",
      "/w/conf/alone.conf": "http {\n  root /alone;\n}\n",
    },
  });
  await client.open(SITE, "root /site;\n");
  expect(await client.findings(SITE)).toEqual([]);
  await client.configure("", { mainFile: "conf/main.nginx" });
  expect(await client.findings(SITE)).toEqual(["0:/site information root-differs"]);
  await client.configure("", { mainFile: "conf/alone.conf" });
  await client.edit(SITE, "root /site;", "root /site; server_tokens on;");
  expect(await client.findings(SITE)).toEqual(["0:on warning tokens-on"]);
  expect(client.log).toEqual([]);
  await client.configure("", { mainFile: "conf/none.conf" });
  expect(await client.findings(SITE)).toEqual(["0:on warning tokens-on"]);
  expect(client.log).toEqual(['"nginxTls.mainFile" names no readable file: /w/conf/none.conf']);
});

test("changes of the section are asked for", async () => {
  const client = await startClient();
  await client.until(() => client.registrations.length >= 2);
  expect(client.registrations.map((it) => it.method)).toEqual([
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
  ]);
  expect(client.registrations[0]?.registerOptions).toEqual({ section: "nginxTls" });
});
