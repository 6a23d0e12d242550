import {
  CodeAction,
  CodeActionKind,
  commands,
  Disposable,
  type LogOutputChannel,
  languages,
  Range,
  window,
  workspace,
} from "vscode";
import { LANGUAGE } from "./documents.ts";
import { insertUpstreamTls } from "./insert-upstream-tls.ts";
import { registerMap } from "./map.ts";
import { registerNginxTest } from "./nginx-test.ts";
import { registerProbe } from "./probe.ts";
import type { Session } from "./session.ts";

const FIX_ALL = CodeActionKind.SourceFixAll.append("nginxTls");

/** All commands of the extension. */
export function registerCommands(session: Session, output: LogOutputChannel): Disposable {
  return Disposable.from(
    commands.registerCommand("nginxTls.treatAsNginx", treatAsNginx),
    commands.registerCommand("nginxTls.insertUpstreamTls", insertUpstreamTls),
    commands.registerCommand("nginxTls.fixAll", fixAll),
    commands.registerCommand("nginxTls.restartServer", () => session.restart()),
    commands.registerCommand("nginxTls.showOutput", () => output.show()),
    registerMap(session),
    registerNginxTest(session, output),
    registerProbe(session, output),
  );
}

async function treatAsNginx(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document) await languages.setTextDocumentLanguage(document, LANGUAGE);
  else await window.showInformationMessage("Open a file first.");
}

async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) return;
  const everything = new Range(document.positionAt(0), document.positionAt(Infinity));
  const actions: unknown = await commands.executeCommand(
    "vscode.executeCodeActionProvider",
    document.uri,
    everything,
    FIX_ALL.value,
    1,
  );
  const edit = Array.isArray(actions) ? actions.find(isFixAll)?.edit : undefined;
  if (edit) await workspace.applyEdit(edit);
  else window.setStatusBarMessage("NGINX TLS: nothing to fix safely in this file", 4000);
}

function isFixAll(action: unknown): action is CodeAction {
  return action instanceof CodeAction && action.kind !== undefined && FIX_ALL.contains(action.kind);
}
