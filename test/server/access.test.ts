import { afterEach, expect, test } from "vitest";
import {
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
} from "vscode-languageserver-protocol/node";
import { TrustGranted } from "../../server/protocol.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const SITE = "file:///w/sites/site.conf";
const ABOVE = { "/w/nginx.conf": "http {\n  root /main;\n  include sites/*.conf;\n}\n" };
const PEM = { blocks: [] };

async function changed(client: TestClient, uri: string, type: FileChangeType): Promise<void> {
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri, type }],
  });
}

/** The files that the server reads from now on, settings of projects aside. */
function readsOf({ host }: TestClient): readonly string[] {
  const read: string[] = [];
  const { readFile } = host;
  host.readFile = (path) => {
    if (!path.endsWith("/nginx-tls.json")) read.push(path);
    return readFile(path);
  };
  return read;
}

test("the main file is looked for anywhere above, but not outside the workspace folder", async () => {
  const free = await startClient({ files: ABOVE });
  await free.open(SITE, "root /site;\n");
  expect(await free.findings(SITE)).toEqual(["0:/site information root-differs"]);

  const inFolder = await startClient({ files: ABOVE, folders: ["file:///w/sites"] });
  await inFolder.open(SITE, "root /site;\n");
  expect(await inFolder.findings(SITE)).toEqual([]);
});

test("a workspace folder that is added widens the search", async () => {
  const client = await startClient({ files: ABOVE, folders: ["file:///w/sites"] });
  await client.open(SITE, "root /site;\n");
  expect(await client.findings(SITE)).toEqual([]);
  await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: {
      added: [{ uri: "file:///w", name: "w" }],
      removed: [{ uri: "file:///w/sites", name: "sites" }],
    },
  });
  expect(await client.findings(SITE)).toEqual(["0:/site information root-differs"]);
});

test("a restricted server reads files of the workspace only, until trust is granted", async () => {
  const client = await startClient({
    files: {
      "/w/nginx.conf":
        "http {\n  root /main;\n  include sites/site.conf;\n  include /etc/outside.conf;\n}\n",
      "/etc/outside.conf": "server_tokens on;\n",
    },
    folders: ["file:///w"],
    initializationOptions: { restricted: true },
  });
  const read = readsOf(client);
  await client.open(SITE, "root /site;\n");
  expect(await client.findings(SITE)).toEqual(["0:/site information root-differs"]);
  expect(read).toEqual(["/w/nginx.conf"]);
  await client.connection.sendNotification(TrustGranted.method);
  expect(await client.findings(SITE)).toEqual(["0:/site information root-differs"]);
  expect(read).toContain("/etc/outside.conf");
});

test("a folder that is added to a restricted workspace may be read", async () => {
  const client = await startClient({
    files: { "/x/root.conf": "root /x;\n" },
    folders: ["file:///w"],
    initializationOptions: { restricted: true },
  });
  const read = readsOf(client);
  await client.open("file:///w/nginx.conf", "http {\n  include /x/root.conf;\n}\n");
  await client.pull("file:///w/nginx.conf");
  expect(read).toEqual([]);
  await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: [{ uri: "file:///x", name: "x" }], removed: [] },
  });
  await client.pull("file:///w/nginx.conf");
  expect(read).toEqual(["/x/root.conf"]);
});

test("a restricted server reads no certificate, until trust is granted", async () => {
  const main = "file:///w/nginx.conf";
  const client = await startClient({
    folders: ["file:///w"],
    initializationOptions: { restricted: true },
  });
  client.host.certificates.set("/w/a.crt", PEM);
  await client.open(
    main,
    "http {\n  server {\n    ssl_certificate a.crt;\n    ssl_certificate_key a.key;\n  }\n}\n",
  );
  expect(await client.findings(main)).toEqual([]);
  await client.connection.sendNotification(TrustGranted.method);
  await client.until(() => client.refreshes === 1);
  expect(await client.findings(main)).toEqual(["2:ssl_certificate hint certificate-read"]);
});

test("a single document of a restricted server stands alone", async () => {
  const client = await startClient({ files: ABOVE, initializationOptions: { restricted: true } });
  await client.open(SITE, "root /site;\nserver_tokens on;\n");
  expect(await client.findings(SITE)).toEqual(["1:on warning tokens-on"]);
});

test("a file that changes on disk is read again, and open documents are judged anew", async () => {
  const client = await startClient({ files: ABOVE, folders: ["file:///w"] });
  await client.open(SITE, "root /main;\n");
  expect(await client.findings(SITE)).toEqual([]);
  client.host.files.set("/w/nginx.conf", ABOVE["/w/nginx.conf"].replace("/main", "/new"));
  await changed(client, "file:///w/nginx.conf", FileChangeType.Changed);
  await client.until(() => client.refreshes === 1);
  expect(await client.findings(SITE)).toEqual(["0:/main information root-differs"]);
  client.host.files.delete("/w/nginx.conf");
  await changed(client, "file:///w/nginx.conf", FileChangeType.Deleted);
  await client.until(() => client.refreshes === 2);
  expect(await client.findings(SITE)).toEqual([]);
});

test("a renewed certificate is looked at again", async () => {
  const main = "file:///w/nginx.conf";
  const client = await startClient({ folders: ["file:///w"] });
  client.host.certificates.set("/w/a.crt", PEM);
  await client.open(main, "http {\n  server {\n    ssl_certificate a.crt;\n  }\n}\n");
  expect((await client.pullItems(main))[0]?.message).toBe("The file has 0 blocks");
  client.host.certificates.set("/w/a.crt", { blocks: [{ kind: "other", label: "X" }] });
  await changed(client, "file:///w/a.crt", FileChangeType.Changed);
  await client.until(() => client.refreshes === 1);
  expect((await client.pullItems(main))[0]?.message).toBe("The file has 1 blocks");
});

test("files of the configuration outside the workspace are watched too", async () => {
  const client = await startClient({
    files: { "/etc/shared/tls.conf": "server_tokens off;\n" },
    folders: ["file:///w"],
  });
  await client.open("file:///w/nginx.conf", "http {\n  include /etc/shared/tls.conf;\n}\n");
  await client.pull("file:///w/nginx.conf");
  await client.until(() => client.registrations.length >= 3);
  expect(client.registrations.map((it) => it.registerOptions)).toContainEqual({
    watchers: [{ globPattern: { baseUri: "file:///etc/shared", pattern: "*" } }],
  });
});

test("files of TLS are watched where no pattern covers them", async () => {
  const client = await startClient({ folders: ["file:///w"] });
  const names = ["ssl_certificate /etc/ssl/a.crt;", "ssl_dhparam tls/dh;", "ssl_crl tls2/a.crl;"];
  await client.open("file:///w/nginx.conf", `http {\n  server { ${names.join(" ")} }\n}\n`);
  await client.pull("file:///w/nginx.conf");
  await client.until(() => client.registrations.length >= 3);
  expect(client.registrations.at(-1)?.registerOptions).toEqual({
    watchers: [
      { globPattern: { baseUri: "file:///etc/ssl", pattern: "*" } },
      { globPattern: { baseUri: "file:///w/tls", pattern: "*" } },
    ],
  });
});
