/** The entry behind `{}` in the status bar: quiet while all is well. */
import { type Disposable, LanguageStatusSeverity, languages, workspace } from "vscode";
import { SELECTOR } from "./documents.ts";
import type { Session, SessionState } from "./session.ts";

export function registerStatus(session: Session): Disposable {
  const item = languages.createLanguageStatusItem("nginxTls.server", SELECTOR);
  item.name = "NGINX TLS";
  item.text = "NGINX TLS";
  const show = (state: SessionState) => {
    item.busy = state === "starting";
    item.severity =
      state === "failed" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.detail = detail(state);
    item.command =
      state === "failed"
        ? { command: "nginxTls.restartServer", title: "Restart" }
        : { command: "nginxTls.showOutput", title: "Show Output" };
  };
  show(session.state);
  const subscription = session.onDidChangeState(show);
  return {
    dispose: () => {
      subscription.dispose();
      item.dispose();
    },
  };
}

function detail(state: SessionState): string {
  switch (state) {
    case "idle":
      return "Not started";
    case "starting":
      return "Starting";
    case "failed":
      return "The language server does not run";
    case "running":
      return workspace.isTrusted ? "Running" : "Restricted: this workspace is not trusted";
  }
}
