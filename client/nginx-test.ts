/** The command that asks real nginx. It says first what it will do, and does nothing in an untrusted workspace. */
import {
  commands,
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  Disposable,
  type LogOutputChannel,
  languages,
  ProgressLocation,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { isNginx } from "./documents.ts";
import type { Session } from "./session.ts";

/** What the server answers to `nginxTls/testWithNginx`. */
interface Report {
  readonly outcome: "accepted" | "refused" | "environment" | "failed";
  readonly summary: string;
  readonly diagnostics: readonly { readonly uri: string; readonly diagnostics: Protocol[] }[];
  readonly environment: readonly string[];
  readonly output: string;
}

/** A diagnostic as LSP has it. */
interface Protocol {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly severity?: number;
  readonly message: string;
}

/** Until the window is closed. */
const consent = { given: false };

export function registerNginxTest(session: Session, output: LogOutputChannel): Disposable {
  const problems = languages.createDiagnosticCollection("nginx");
  return Disposable.from(
    problems,
    workspace.onDidChangeTextDocument(({ document }) => problems.delete(document.uri)),
    commands.registerCommand("nginxTls.testWithNginx", () => testActive(session, output, problems)),
  );
}

async function testActive(
  session: Session,
  output: LogOutputChannel,
  problems: DiagnosticCollection,
): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || !isNginx(document)) {
    await window.showInformationMessage("Open an NGINX configuration first.");
    return;
  }
  if (!workspace.isTrusted) {
    await window.showWarningMessage("nginx is not run in a workspace that is not trusted.");
    return;
  }
  if (!(await mayRun(document))) return;
  problems.clear();
  const report = await window.withProgress(
    { location: ProgressLocation.Window, title: "nginx -t" },
    () => ask(session, document),
  );
  output.info(`${report.summary}\n${report.output}`);
  for (const { uri, diagnostics } of report.diagnostics) {
    problems.set(Uri.parse(uri), diagnostics.map(toDiagnostic));
  }
  await tell(report);
}

async function mayRun(document: TextDocument): Promise<boolean> {
  if (consent.given) return true;
  const program = workspace.getConfiguration("nginxTls", document).get("nginx.path", "nginx");
  const [run, always] = ["Run nginx", "Run, and Don't Ask Again in This Window"];
  const answer = await window.showInformationMessage(
    "Test this configuration with nginx?",
    {
      modal: true,
      detail: `Runs "${program} -t" on a copy of the configuration as it stands in the editor, in a temporary folder that is deleted afterwards. nginx reads the certificates and keys that the configuration names. It serves nothing, and no nginx that runs is touched.`,
    },
    run,
    always,
  );
  consent.given = answer === always;
  return answer !== undefined;
}

async function ask(session: Session, document: TextDocument): Promise<Report> {
  try {
    return await session.request<Report>("nginxTls/testWithNginx", {
      uri: document.uri.toString(),
    });
  } catch (error) {
    const summary = error instanceof Error ? error.message : String(error);
    return { outcome: "failed", summary, diagnostics: [], environment: [], output: "" };
  }
}

async function tell({ outcome, summary, environment }: Report): Promise<void> {
  const text = [summary, ...environment.slice(0, 3)].join("\n");
  if (outcome === "accepted") {
    await window.showInformationMessage(text);
    return;
  }
  const [problems, output] = ["Show Problems", "Show Output"];
  const answer = await window.showWarningMessage(
    text,
    ...(outcome === "refused" ? [problems, output] : [output]),
  );
  if (answer === problems) await commands.executeCommand("workbench.actions.view.problems");
  if (answer === output) await commands.executeCommand("nginxTls.showOutput");
}

function toDiagnostic({ range: { start, end }, severity, message }: Protocol): Diagnostic {
  const range = new Range(start.line, start.character, end.line, end.character);
  const level = severity === 2 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
  const diagnostic = new Diagnostic(range, message, level);
  diagnostic.source = "nginx";
  return diagnostic;
}
