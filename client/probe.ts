/** The command that tries one TLS connection to an upstream. It says first to what it connects, and with what. */
import {
  commands,
  type Disposable,
  env,
  type LogOutputChannel,
  ProgressLocation,
  type QuickPickItem,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import { isNginx } from "./documents.ts";
import type { Session } from "./session.ts";

interface Choice {
  readonly endpoint: string;
  readonly description: string;
}

/** What the server answers to `nginxTls/probe`. */
interface Report {
  readonly usable: boolean;
  readonly summary: string;
  readonly lines: readonly string[];
}

export function registerProbe(session: Session, output: LogOutputChannel): Disposable {
  return commands.registerCommand("nginxTls.probeUpstream", async () => {
    const editor = window.activeTextEditor;
    if (!editor || !isNginx(editor.document)) {
      await window.showInformationMessage("Open an NGINX configuration first.");
    } else if (!workspace.isTrusted) {
      await window.showWarningMessage("No connection is made in a workspace that is not trusted.");
    } else {
      await probeAt(editor, session, output);
    }
  });
}

async function probeAt(
  editor: TextEditor,
  session: Session,
  output: LogOutputChannel,
): Promise<void> {
  const at = {
    textDocument: { uri: editor.document.uri.toString() },
    position: { line: editor.selection.active.line, character: editor.selection.active.character },
  };
  try {
    const choice = await choose(session, at);
    if (!choice || !(await confirm(choice))) return;
    const report = await window.withProgress(
      { location: ProgressLocation.Window, title: `TLS to ${choice.endpoint}` },
      () => session.request<Report>("nginxTls/probe", { ...at, description: choice.description }),
    );
    const text = report.lines.join("\n");
    output.info(`${report.summary}\n${text}`);
    await tell(report, text);
  } catch (error) {
    await window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
}

async function choose(session: Session, at: object): Promise<Choice | undefined> {
  const { choices, reason } = await session.request<{
    readonly choices: readonly Choice[];
    readonly reason?: string;
  }>("nginxTls/probeChoices", at);
  const [first, ...others] = choices;
  if (!first) {
    await window.showInformationMessage(`No connection can be tried: ${reason}.`);
    return undefined;
  }
  if (others.length === 0) return first;
  const items: (QuickPickItem & { choice: Choice })[] = choices.map((choice) => ({
    label: choice.endpoint,
    choice,
  }));
  const picked = await window.showQuickPick(items, { title: "Which server of the upstream?" });
  return picked?.choice;
}

async function confirm({ endpoint, description }: Choice): Promise<boolean> {
  const answer = await window.showInformationMessage(
    `Connect to ${endpoint}?`,
    { modal: true, detail: description },
    "Connect",
  );
  return answer !== undefined;
}

async function tell({ usable, summary }: Report, detail: string): Promise<void> {
  const show = usable ? window.showInformationMessage : window.showWarningMessage;
  const answer = await show(summary, { modal: true, detail }, "Copy");
  if (answer) await env.clipboard.writeText(`${summary}\n${detail}`);
}
