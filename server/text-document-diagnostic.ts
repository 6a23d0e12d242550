/** `textDocument/diagnostic`: the client pulls, and is told to pull again when other documents changed theirs. */
import {
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Cancellation, Checked, Checker } from "./checker.ts";
import { Debouncer } from "./debounce.ts";
import { type Background, type Feedback, QUIET_MS, viewOf } from "./server.ts";
import { toDiagnostic } from "./to-protocol.ts";
import type { Workspace } from "./workspace.ts";

interface Report {
  readonly id: string;
  readonly version: number;
  readonly content: string;
}

export class PullFeedback implements Feedback {
  readonly #workspace: Workspace;
  readonly #checker: Checker;
  readonly #background: Background;
  readonly #debouncer = new Debouncer();
  readonly #reports = new Map<string, Report>();
  readonly #series = Date.now().toString(36);
  #count = 0;

  constructor(workspace: Workspace, checker: Checker, background: Background) {
    this.#workspace = workspace;
    this.#checker = checker;
    this.#background = background;
  }

  async report(
    { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
    token: Cancellation,
  ): Promise<DocumentDiagnosticReport> {
    const checked = await this.#checker.check(uri, token);
    if (token.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    }
    if (!checked) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const items = this.#items(checked);
    const { id: resultId } = this.#record(uri, checked.version, JSON.stringify(items));
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  changed(): void {
    this.recheckAll();
  }

  closed(uri: string): void {
    this.#reports.delete(uri);
    this.recheckAll();
  }

  recheckAll(): void {
    if (!this.#workspace.support.refreshDiagnostics) return;
    this.#debouncer.schedule("refresh", QUIET_MS, () => {
      this.#background("refreshing diagnostics", () => this.#refresh());
    });
  }

  dispose(): void {
    this.#debouncer.cancelAll();
  }

  /** Asks for another pull if some report is out of date. The client pulls an edited document by itself. */
  async #refresh(): Promise<void> {
    const { state } = this.#checker;
    for (const { uri, version } of this.#workspace.documents.all()) {
      const last = this.#reports.get(uri);
      if (last?.version !== version) continue;
      const checked = await this.#checker.check(uri);
      await pause();
      if (this.#checker.state !== state) return;
      if (checked && JSON.stringify(this.#items(checked)) !== last.content) {
        await this.#workspace.connection.languages.diagnostics.refresh();
        return;
      }
    }
  }

  #items(checked: Checked): Diagnostic[] {
    const view = viewOf(this.#workspace, checked);
    return checked.findings.map((it) => toDiagnostic(it, view));
  }

  /** Equal content keeps its id. */
  #record(uri: string, version: number, content: string): Report {
    const last = this.#reports.get(uri);
    const id = last?.content === content ? last.id : `${this.#series}-${++this.#count}`;
    const report = { id, version, content };
    this.#reports.set(uri, report);
    return report;
  }
}

/** Lets messages that wait be heard: an edit among them ends the run. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
