/** Entry in the Node extension host: the server is a process that talks over IPC. */
import type { ExtensionContext } from "vscode";
import { type Api, activateWith } from "./activate.ts";

export function activate(context: ExtensionContext): Api {
  return activateWith(context, async (options) => {
    const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
    const module = context.asAbsolutePath("dist/server/node.cjs");
    const server = { module, transport: TransportKind.ipc };
    return new LanguageClient("nginxTls", "NGINX TLS", server, options);
  });
}
