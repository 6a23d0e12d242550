/** `textDocument/publishDiagnostics`: for clients that do not pull. */
import type { Checker } from "./checker.ts";
import { Debouncer } from "./debounce.ts";
import { type Background, type Feedback, QUIET_MS, viewOf } from "./server.ts";
import { toDiagnostic } from "./to-protocol.ts";
import type { Workspace } from "./workspace.ts";

export class PushFeedback implements Feedback {
  readonly #workspace: Workspace;
  readonly #checker: Checker;
  readonly #background: Background;
  readonly #debouncer = new Debouncer();
  readonly #published = new Map<string, string>();

  constructor(workspace: Workspace, checker: Checker, background: Background) {
    this.#workspace = workspace;
    this.#checker = checker;
    this.#background = background;
  }

  changed(): void {
    this.recheckAll();
  }

  closed(uri: string): void {
    this.#debouncer.cancel(uri);
    this.#published.delete(uri);
    this.#background("clearing diagnostics", () =>
      this.#workspace.connection.sendDiagnostics({ uri, diagnostics: [] }),
    );
    this.recheckAll();
  }

  recheckAll(): void {
    for (const uri of this.#workspace.documents.keys()) this.#schedule(uri);
  }

  dispose(): void {
    this.#debouncer.cancelAll();
  }

  /** A document that was never answered, since it just opened, does not wait. */
  #schedule(uri: string): void {
    const delay = this.#published.has(uri) ? QUIET_MS : 0;
    this.#debouncer.schedule(uri, delay, () => {
      this.#background("publishing diagnostics", () => this.#publish(uri));
    });
  }

  async #publish(uri: string): Promise<void> {
    const checked = await this.#checker.check(uri);
    if (!checked || !this.#workspace.documents.get(uri)) return;
    const view = viewOf(this.#workspace, checked);
    const params = {
      uri,
      diagnostics: checked.findings.map((it) => toDiagnostic(it, view)),
      ...(this.#workspace.support.diagnosticVersions && { version: checked.version }),
    };
    const content = JSON.stringify(params);
    if (this.#published.get(uri) === content) return;
    this.#published.set(uri, content);
    await this.#workspace.connection.sendDiagnostics(params);
  }
}
