/** Real files on the disk that are renewed while the editor is open, and in a workspace that is not trusted. */
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, onTestFinished, test } from "vitest";
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from "vscode-languageserver-protocol/node";
import { createNodeHost } from "../../host/node.ts";
import { TrustGranted } from "../../server/protocol.ts";
import { certificateFor, party, toPem } from "../harness/real-certificate.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const DAY = 24 * 60 * 60 * 1000;
const ca = party("Example Root");
const www = party("www.example.com");
const pemSince = (days: number) => {
  const der = certificateFor(www, ca, ["www.example.com"], Date.now() - days * DAY);
  return toPem("CERTIFICATE", der);
};
const KEY = String(www.privateKey.export({ type: "pkcs8", format: "pem" }));

/** So that a password file has a use. */
const LOCKED = String(
  www.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "a" }),
);

/** What is wrong with each file, and what mends it. */
const RENEWALS: readonly (readonly [
  string,
  string,
  string | Uint8Array,
  string | Uint8Array,
  string,
])[] = [
  ["a certificate", "ssl_certificate", pemSince(100), pemSince(1), "tls-cert-expired"],
  [
    "a ticket key",
    "ssl_session_ticket_key",
    new Uint8Array(64),
    new Uint8Array(80),
    "session-ticket-key-size",
  ],
  ["trusted CAs", "ssl_trusted_certificate", KEY, pemSince(1), "tls-ca-file-no-cert"],
  ["a password file", "ssl_password_file", " a\n", "a\n", "password-file"],
];

interface Place {
  readonly folder: string;
  readonly main: string;
  uri(name: string): string;
}

function placeWith(files: Readonly<Record<string, string | Uint8Array>>): Place {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nginx-tls-renewed-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
  }
  const uri = (name: string) => String(pathToFileURL(join(folder, name)));
  return { folder, uri, main: uri("nginx.conf") };
}

async function codes(client: TestClient, uri: string): Promise<readonly unknown[]> {
  return (await client.pullItems(uri)).map((it) => it.code);
}

async function touched(client: TestClient, uri: string): Promise<void> {
  const before = client.refreshes;
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri, type: FileChangeType.Changed }],
  });
  await client.until(() => client.refreshes === before + 1);
}

function textWith(directive: string): string {
  const pair = "ssl_certificate a.crt; ssl_certificate_key a.key;";
  const named = `${directive} file;`;
  return `events {}\nhttp {\n  server {\n    listen 443 ssl;\n    ${
    directive === "ssl_certificate" ? "ssl_certificate_key a.key;" : pair
  }\n    ${named}\n  }\n}\n`;
}

test.each(RENEWALS)(
  "%s that is renewed clears its finding",
  async (_, directive, bad, good, rule) => {
    const { folder, main, uri } = placeWith({ "a.crt": pemSince(1), "a.key": LOCKED, file: bad });
    const client = await startClient({
      rules: "all",
      folders: [uri("")],
      createHost: createNodeHost,
    });
    await client.open(main, textWith(directive));
    expect(await codes(client, main)).toContain(rule);
    writeFileSync(join(folder, "file"), good);
    await touched(client, uri("file"));
    expect(await codes(client, main)).not.toContain(rule);
  },
);

test.runIf(process.platform !== "win32")("a key that is closed clears its finding", async () => {
  const { folder, main, uri } = placeWith({ "a.crt": pemSince(1), file: KEY });
  chmodSync(join(folder, "file"), 0o644);
  const client = await startClient({
    rules: "all",
    folders: [uri("")],
    createHost: createNodeHost,
  });
  await client.open(
    main,
    "events {}\nhttp {\n  server {\n    listen 443 ssl;\n    ssl_certificate a.crt;\n    ssl_certificate_key file;\n  }\n}\n",
  );
  expect(await codes(client, main)).toContain("tls-key-permissions");
  chmodSync(join(folder, "file"), 0o600);
  await touched(client, uri("file"));
  expect(await codes(client, main)).not.toContain("tls-key-permissions");
});

test.each(RENEWALS)(
  "of %s nothing is known until the workspace is trusted",
  async (_, directive, bad, __, rule) => {
    const { main, uri } = placeWith({ "a.crt": pemSince(1), "a.key": LOCKED, file: bad });
    const client = await startClient({
      rules: "all",
      folders: [uri("")],
      createHost: createNodeHost,
      initializationOptions: { restricted: true },
    });
    await client.open(main, textWith(directive));
    expect(await codes(client, main)).not.toContain(rule);
    await client.connection.sendNotification(TrustGranted.method);
    await client.until(() => client.refreshes === 1);
    expect(await codes(client, main)).toContain(rule);
  },
);
