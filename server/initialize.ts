import { CodeActionKind, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import type { ClientSupport } from "./client-support.ts";
import { FIX_ALL_KIND } from "./code-action.ts";
import { FEATURES } from "./features.ts";

/** The answer to `initialize`: what this server does for such a client. */
export function initializeResult(support: ClientSupport): InitializeResult {
  return {
    serverInfo: { name: "nginx-tls" },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          ...(support.createsFiles ? [CodeActionKind.RefactorExtract] : []),
          FIX_ALL_KIND,
        ],
        resolveProvider: support.resolveActions,
      },
      ...Object.assign({}, ...FEATURES.map((it) => it.capabilities(support))),
      ...(support.pullDiagnostics && {
        diagnosticProvider: {
          identifier: "nginx-tls",
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
