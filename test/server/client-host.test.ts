import { afterEach, expect, test } from "vitest";
import { publicPem } from "../../client/public-pem.ts";
import { createClientHost } from "../../server/client-host.ts";
import { isGlob, nameMatcher } from "../../server/glob-pattern.ts";
import type { ClientFiles, HostAccess } from "../../server/host-access.ts";
import { type FileParams, ListFiles, ReadFile } from "../../server/protocol.ts";
import { certificateFor, party, toPem } from "../harness/real-certificate.ts";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const ACCESS: HostAccess = {
  readable: () => true,
  readCertificates: true,
  local: false,
  openPaths: () => ["/w/nginx.conf", "/w/sites/b.conf", "/w/sites/.hidden.conf"],
};

test("without the client's help, the open documents are all there is", async () => {
  const host = createClientHost(ACCESS);
  expect(await host.listFiles("/w")).toEqual(["nginx.conf"]);
  expect(await host.glob("/w/*/*.conf")).toEqual(["/w/sites/b.conf"]);
  expect(await host.glob("/w/sites/c.conf")).toEqual([]);
  expect(await host.readFile("/w/nginx.conf")).toBeUndefined();
  expect(await host.inspectFile("/w/a.crt")).toBeUndefined();
});

test("what may not be read is not asked for", async () => {
  const asked: string[] = [];
  const host = createClientHost({
    ...ACCESS,
    readable: (path) => path.startsWith("/w"),
    client: {
      read: async (path) => {
        asked.push(path);
        return "text";
      },
      readPem: async (path) => {
        asked.push(path);
        return { status: "missing" };
      },
      list: async (folder) => {
        asked.push(folder);
        return { files: ["a.conf"], folders: [] };
      },
    },
  });
  expect(await host.readFile("/etc/passwd")).toBeUndefined();
  expect(await host.glob("/etc/*")).toEqual([]);
  expect(await host.inspectFile("/etc/a.crt")).toBeUndefined();
  expect(asked).toEqual([]);
  expect(await host.readFile("/w/a.conf")).toBe("text");
  expect(await host.glob("/w/sites/*.conf")).toEqual(["/w/sites/a.conf", "/w/sites/b.conf"]);
});

test("certificates come through the client, which keeps the keys", async () => {
  const [ca, www] = [party("Example Root"), party("www.example.com")];
  const key = www.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const text = `${key}${toPem("CERTIFICATE", certificateFor(www, ca, ["www.example.com"]))}`;
  const client: ClientFiles = {
    read: async () => undefined,
    readPem: async () => ({ status: "read", size: text.length, text: publicPem(text) }),
    list: async () => ({ files: [], folders: [] }),
  };
  const facts = await createClientHost({ ...ACCESS, client }).inspectFile("/w/both.pem");
  expect(facts).toMatchObject({
    size: text.length,
    pem: {
      blocks: [
        { kind: "private-key", encrypted: false, keyType: "unknown" },
        { kind: "certificate", keyType: "EC", subject: "CN=www.example.com" },
      ],
    },
  });
  const untrusted = createClientHost({ ...ACCESS, client, readCertificates: false });
  expect(await untrusted.inspectFile("/w/both.pem")).toBeUndefined();
});

test.each([
  ["*.conf", ["a.conf", "b.conf"], [".a.conf", "conf", "a.conf~"]],
  [".*", [".a"], ["a"]],
  ["?.conf", ["a.conf", "é.conf"], ["ab.conf", ".conf"]],
  ["[a-c]x", ["ax", "cx"], ["dx", "x"]],
  ["[!a-c]x", ["dx"], ["ax"]],
  ["[]a]", ["]", "a"], ["b"]],
  ["[z-a]", [], ["a", "z"]],
  ["a+(b)[", ["a+(b)["], ["ab"]],
  ["\\*", ["*"], ["a"]],
])("%s matches %s and not %s", (pattern, yes, no) => {
  const matches = nameMatcher(pattern);
  expect([...yes, ...no].filter(matches)).toEqual(yes);
});

test("only patterns are patterns", () => {
  expect(["*", "a?", "[a]", "a.conf", "{a}"].map(isGlob)).toEqual([true, true, true, false, false]);
});

test("in a virtual workspace files are read through the client", async () => {
  const files: Record<string, string> = {
    "vscode-vfs://github/o/r/nginx.conf": "http {\n  root /main;\n  include sites/*.conf;\n}\n",
  };
  const client = await startClient({
    folders: ["vscode-vfs://github/o/r"],
    initializationOptions: { virtualFiles: true },
    createHost: createClientHost,
  });
  client.connection.onRequest(ReadFile.method, ({ uri }: FileParams) => ({
    text: files[uri] ?? null,
  }));
  client.connection.onRequest(ListFiles.method, ({ uri }: FileParams) => ({
    files: uri === "vscode-vfs://github/o/r" ? ["nginx.conf"] : [],
    folders: [],
  }));
  const site = "vscode-vfs://github/o/r/sites/site.conf";
  await client.open(site, "root /site;\n");
  expect(await client.pullItems(site)).toMatchObject([
    {
      code: "root-differs",
      relatedInformation: [{ location: { uri: "vscode-vfs://github/o/r/nginx.conf" } }],
    },
  ]);
});

test("a client that promised files and fails costs only those files", async () => {
  const client = await startClient({
    folders: ["vscode-vfs://github/o/r"],
    initializationOptions: { virtualFiles: true },
    createHost: createClientHost,
  });
  const uri = "vscode-vfs://github/o/r/nginx.conf";
  await client.open(uri, "http {\n  server_tokens on;\n  include gone.conf;\n}\n");
  expect(await client.findings(uri)).toEqual(["1:on warning tokens-on"]);
});
