import { expect, test, vi } from "vitest";
import { PUSH } from "./capabilities.ts";
import { startClient } from "./client.ts";
import { stopTimers } from "./still-timers.ts";

stopTimers();

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/site.conf";
const TOKENS = "http {\n  server_tokens on;\n}\n";

/** Lets the server hear everything, then time pass, then its answers arrive. */
async function pass(client: Awaited<ReturnType<typeof startClient>>, ms: number): Promise<void> {
  await client.roundTrip();
  await vi.advanceTimersByTimeAsync(ms);
  await client.roundTrip();
}

test("an opened document is answered without delay", async () => {
  const client = await startClient({ capabilities: PUSH });
  expect(client.result.capabilities.diagnosticProvider).toBeUndefined();
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  expect(client.last(MAIN)).toEqual(["1:on warning tokens-on"]);
});

test("a burst of edits is answered once, after it ends", async () => {
  const client = await startClient({ capabilities: PUSH });
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  client.published.length = 0;
  for (const [before, after] of [
    ["on;", "of;"],
    ["of;", "off;"],
    ["off;", "o;"],
    ["o;", "off;"],
  ] as const) {
    await client.edit(MAIN, before, after);
    await pass(client, 200);
  }
  expect(client.published).toEqual([]);
  await pass(client, 50);
  expect(client.published).toHaveLength(1);
  expect(client.last(MAIN)).toEqual([]);
});

test("an edit that changes nothing of the findings is not answered", async () => {
  const client = await startClient({ capabilities: PUSH });
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  client.published.length = 0;
  await client.edit(MAIN, "}\n", "}\n# end\n");
  await pass(client, 250);
  expect(client.published).toEqual([]);
});

test("an answer names the version it is about, to a client that can tell", async () => {
  const client = await startClient({
    capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
  });
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  await client.edit(MAIN, "}\n", "}\n# end\n");
  await pass(client, 250);
  expect(client.published.map((it) => it.version)).toEqual([1, 2]);
});

test("closing clears the diagnostics", async () => {
  const client = await startClient({ capabilities: PUSH });
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  await client.close(MAIN);
  await pass(client, 250);
  expect(client.published.map((it) => it.diagnostics.length)).toEqual([1, 0]);
});

test("a document that is opened again is answered again", async () => {
  const client = await startClient({ capabilities: PUSH });
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  await client.close(MAIN);
  await client.open(MAIN, TOKENS);
  await pass(client, 1);
  expect(client.published.map((it) => it.diagnostics.length)).toEqual([1, 0, 1]);
});

test("a document closed before its answer gets none", async () => {
  const client = await startClient({ capabilities: PUSH });
  await client.open(MAIN, TOKENS);
  await client.close(MAIN);
  await pass(client, 500);
  expect(client.published.flatMap((it) => it.diagnostics)).toEqual([]);
});

test("other documents whose findings changed are published again, and only they", async () => {
  const client = await startClient({ capabilities: PUSH });
  const other = "file:///srv/other.conf";
  await client.open(MAIN, "http {\n  root /main;\n  include site.conf;\n}\n");
  await client.open(SITE, "root /main;\n");
  await client.open(other, TOKENS);
  await pass(client, 1);
  client.published.length = 0;
  await client.edit(MAIN, "/main", "/changed");
  await pass(client, 250);
  expect(client.published.map((it) => it.uri)).toEqual([SITE]);
  expect(client.last(SITE)).toEqual(["0:/main information root-differs"]);
});

test("changed settings count for every open document", async () => {
  const client = await startClient({ capabilities: { workspace: { configuration: true } } });
  await client.open(MAIN, TOKENS);
  await client.open(SITE, "server_tokens on;\n");
  await pass(client, 1);
  expect(client.last(SITE)).toEqual(["0:on warning tokens-on"]);
  await client.configure("", { rules: { "tokens-on": "error" } });
  await pass(client, 250);
  expect(client.last(MAIN)).toEqual(["1:on error tokens-on"]);
  expect(client.last(SITE)).toEqual(["0:on error tokens-on"]);
  await client.configure(SITE, { rules: { "tokens-on": "off" } });
  await pass(client, 250);
  expect(client.last(MAIN)).toEqual(["1:on error tokens-on"]);
  expect(client.last(SITE)).toEqual([]);
});
