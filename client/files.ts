/** Reads files for a server that has no disk: a web worker, or a workspace that is not on this machine. */
import { FileSystemError, FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { publicPem } from "./public-pem.ts";

/** Answers the server's requests for as long as the client lives. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest("nginxTls/readFile", async (params: { uri: string }) => ({
    text: await readText(Uri.parse(params.uri)),
  }));
  client.onRequest("nginxTls/readPem", (params: { uri: string }) => readPem(Uri.parse(params.uri)));
  client.onRequest("nginxTls/listFiles", (params: { uri: string }) =>
    listNames(Uri.parse(params.uri)),
  );
}

async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** Bundles of CAs have about 230 kB. */
const MAX_PEM = 1024 * 1024;

interface Pem {
  readonly status: "read" | "missing" | "denied" | "not-a-file" | "too-large" | "failed";
  /** Set for a file that was read. */
  readonly size?: number;
  readonly text?: string;
}

/** A file of TLS, without what is secret in it. */
async function readPem(uri: Uri): Promise<Pem> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return { status: "not-a-file" };
    if (size > MAX_PEM) return { status: "too-large" };
    const bytes = await workspace.fs.readFile(uri);
    return { status: "read", size: bytes.length, text: publicPem(new TextDecoder().decode(bytes)) };
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : "";
    if (code === "FileNotFound") return { status: "missing" };
    return { status: code === "NoPermissions" ? "denied" : "failed" };
  }
}

async function listNames(uri: Uri): Promise<{ files: string[]; folders: string[] }> {
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return { files: names(entries, FileType.File), folders: names(entries, FileType.Directory) };
  } catch {
    return { files: [], folders: [] };
  }
}

/** A symbolic link is what it leads to. */
function names(entries: readonly [string, FileType][], type: FileType): string[] {
  return entries.filter(([, it]) => (it & type) !== 0).map(([name]) => name);
}
