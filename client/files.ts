/** Reads files for a server that has no disk: a web worker, or a workspace that is not on this machine. */
import { FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Answers the server's requests for as long as the client lives. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest("nginxTls/readFile", async (params: { uri: string }) => ({
    text: await readText(Uri.parse(params.uri)),
  }));
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
