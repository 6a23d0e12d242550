import { afterEach, expect, test } from "vitest";
import { CodeLensRequest } from "vscode-languageserver-protocol/node";
import { MapOf, type MapParams, type MapResult } from "../../server/protocol.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/site.conf";
const TEXT = "events {}\nhttp {\n  include site.conf;\n}\n";
const SITE_TEXT = `server {
  listen 443 ssl;
  location / {
    proxy_pass https://app.example.com;
  }
}
`;

async function mapOf(client: TestClient, rest: Omit<MapParams, "textDocument">, uri = MAIN) {
  const params: MapParams = { textDocument: { uri }, ...rest };
  const answer: MapResult | null = await client.connection.sendRequest(MapOf.method, params);
  return answer;
}

async function started(options: object = {}): Promise<TestClient> {
  const client = await startClient({ rules: "all", ...options });
  await client.open(SITE, SITE_TEXT);
  await client.open(MAIN, TEXT);
  return client;
}

test("the map of a document is that of its configuration, with places in all its files", async () => {
  const client = await started();
  const map = await mapOf(client, { form: "json" }, SITE);
  expect(map?.name).toBe("nginx.conf");
  expect(map?.places["server:http:0/0"]).toEqual({
    uri: SITE,
    range: { start: { line: 3, character: 4 }, end: { line: 3, character: 38 } },
  });
  expect(JSON.parse(map?.text ?? "").file).toBe("nginx.conf");
});

test("every form is there", async () => {
  const client = await started();
  const start = async (form: MapParams["form"]) =>
    (await mapOf(client, { form, nonce: "abc" }))?.text.slice(0, 12);
  expect(await start("svg")).toBe('<svg xmlns="');
  expect(await start("page")).toBe("<!doctype ht");
  expect(await start("html")).toBe("<!doctype ht");
  expect(await start("content")).toBe('<div class="');
  expect(await start("mermaid")).toBe("flowchart LR");
  expect((await mapOf(client, { form: "page", nonce: "abc" }))?.text).toContain("'nonce-abc'");
});

test("the map follows the typing, and finds what stands at a position", async () => {
  const client = await started();
  const position = { line: 3, character: 8 };
  const before = await mapOf(client, { form: "svg", position }, SITE);
  expect(before?.id).toBe("server:http:0/0");
  expect(before?.text).toContain("TLS, unverified</text>");
  const verified = "proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.crt;";
  await client.edit(SITE, "listen 443 ssl;", `listen 443 ssl; ${verified}`);
  const after = await mapOf(client, { form: "svg" });
  expect(after?.text).toContain("TLS, verified</text>");
});

test("a document that is not open has no map", async () => {
  const client = await started();
  expect(await mapOf(client, { form: "svg" }, "file:///etc/nginx/other.conf")).toBeNull();
});

function lensesOf(client: TestClient, uri: string) {
  return client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
}

test("lenses lead to the map where the client has a command for it, and are lines to read elsewhere", async () => {
  const plain = await started();
  const [, line] = (await lensesOf(plain, SITE)) ?? [];
  expect(line?.command).toEqual({
    title: "TLS to app.example.com: not verified, no SNI",
    command: "",
  });
  const client = await started({ initializationOptions: { postureCommand: "show.it" } });
  expect(client.result.capabilities.codeLensProvider).toEqual({ resolveProvider: false });
  const lenses = await lensesOf(client, SITE);
  expect(lenses?.map((it) => [it.range.start.line, it.command?.command])).toEqual([
    [0, "show.it"],
    [3, "show.it"],
  ]);
  expect(lenses?.[1]?.command?.arguments).toEqual([SITE, { line: 3, character: 4 }]);
});

test("lenses can be switched off", async () => {
  const client = await started();
  await client.configure(SITE, { codeLens: { enabled: false } });
  expect(await lensesOf(client, SITE)).toEqual([]);
});
