/** What both extension hosts share. The language server starts with the first NGINX document, not before. */
import { type ExtensionContext, Uri, window, workspace } from "vscode";
import { registerCommands } from "./commands.ts";
import { registerDetection } from "./detection.ts";
import { isNginx } from "./documents.ts";
import { type CreateClient, Session } from "./session.ts";
import { registerStatus } from "./status.ts";

/** What other extensions, and tests, may ask. */
export interface Api {
  /** Starts the language server unless it runs; resolves when it answers. */
  start(): Promise<void>;
}

/** What both entries do; `createClient` is where they differ. */
export function activateWith(context: ExtensionContext, createClient: CreateClient): Api {
  const output = window.createOutputChannel("NGINX TLS", { log: true });
  const session = new Session(
    createClient,
    output,
    Uri.joinPath(context.extensionUri, "dist/reference.txt"),
  );
  const startFor = (documents: typeof workspace.textDocuments) => {
    if (documents.some(isNginx)) void session.start();
  };
  context.subscriptions.push(
    output,
    session,
    registerStatus(session),
    registerCommands(session, output),
    registerDetection(output),
    workspace.onDidOpenTextDocument((document) => startFor([document])),
    workspace.onDidGrantWorkspaceTrust(() => session.grantTrust()),
  );
  startFor(workspace.textDocuments);
  return { start: () => session.start() };
}
