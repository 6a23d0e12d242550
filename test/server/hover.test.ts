import { afterEach, expect, test } from "vitest";
import { type Hover, HoverRequest } from "vscode-languageserver-protocol/node";
import { REFERENCE_TEXT } from "../harness/reference.ts";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const TEXT = "events {}\nhttp {\n  proxy_ssl_verfiy on;\n  proxy_ssl_verify on;\n}\n";

function hoverAt(client: TestClient, line: number, character: number): Promise<Hover | null> {
  return client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: MAIN },
    position: { line, character },
  });
}

function textOf(hover: Hover | null): string {
  const contents = hover?.contents ?? "";
  return typeof contents === "object" && "value" in contents ? contents.value : "";
}

test("a finding's rule is explained, and nothing where there is nothing", async () => {
  const client = await startClient({ rules: "all" });
  await client.open(MAIN, TEXT);
  await client.pull(MAIN);
  const hover = await hoverAt(client, 2, 5);
  expect(hover?.range).toEqual({
    start: { line: 2, character: 2 },
    end: { line: 2, character: 18 },
  });
  expect(textOf(hover)).toContain("**unknown-directive**");
  expect(textOf(hover)).toContain("nginx stops at a directive it does not know");
  expect(await hoverAt(client, 2, 0)).toBeNull();
});

test("an edited text has no explanation until it is checked again", async () => {
  const client = await startClient({ rules: "all" });
  await client.open(MAIN, TEXT);
  await client.pull(MAIN);
  await client.edit(MAIN, "events {}", "# moved\nevents {}");
  expect(await hoverAt(client, 3, 5)).toBeNull();
  await client.pull(MAIN);
  expect(await hoverAt(client, 3, 5)).not.toBeNull();
});

test("facts come before the rules, with links to lines, before anything was checked", async () => {
  const client = await startClient({
    rules: "all",
    files: { "/etc/nginx/tls.conf": "proxy_ssl_verify off;\n" },
  });
  const text = `events {}
http {
  include tls.conf;
  server { listen 80; location / { proxy_pass https://a.example.com; } }
}
`;
  await client.open(MAIN, text);
  const before = textOf(await hoverAt(client, 3, 40));
  expect(before).toContain("**TLS to a.example.com: not verified, no SNI**");
  expect(before).toContain("(file:///etc/nginx/tls.conf#L1)");
  expect(before).not.toContain("upstream-tls-verify-off");
  await client.pull(MAIN);
  const after = textOf(await hoverAt(client, 3, 48));
  expect(after.indexOf("TLS to a.example.com")).toBeLessThan(
    after.indexOf("**upstream-tls-verify-off**"),
  );
});

test("the documentation comes from a client that has it, and is asked for once", async () => {
  let reads = 0;
  const client = await startClient({
    initializationOptions: { reference: "vscode-test:/reference.txt" },
  });
  client.connection.onRequest("nginxTls/readFile", ({ uri }: { uri: string }) => {
    reads++;
    return { text: uri === "vscode-test:/reference.txt" ? REFERENCE_TEXT : null };
  });
  await client.open(MAIN, TEXT);
  expect(textOf(await hoverAt(client, 3, 5))).toContain(
    "Enables or disables verification of the proxied HTTPS server certificate",
  );
  await hoverAt(client, 1, 1);
  expect(reads).toBe(1);
});

test("without documentation the facts are told", async () => {
  const client = await startClient({});
  await client.open(MAIN, TEXT);
  const text = textOf(await hoverAt(client, 3, 5));
  expect(text).toContain("default `off` · in `http`, `server`, `location`");
});

test("a client without Markdown gets plain text", async () => {
  const client = await startClient({
    capabilities: {
      ...PULL,
      textDocument: { ...PULL.textDocument, hover: { contentFormat: ["plaintext"] } },
    },
  });
  await client.open(MAIN, TEXT);
  expect(await hoverAt(client, 1, 1)).toMatchObject({ contents: { kind: "plaintext" } });
});
