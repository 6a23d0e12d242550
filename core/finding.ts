/** What the engine says about a configuration. Plain data; the shells turn it into LSP, text or JSON. */
import type { Severity } from "./severity.ts";
import type { Span } from "./text.ts";

export interface Finding {
  /** Rule id, e.g. `upstream-tls-verify-off`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the file `span` lies in. */
  readonly file: string;
  readonly span: Span;
  /** One plain-text sentence without a full stop. */
  readonly message: string;
  /** A page that explains it. */
  readonly docs: string;
  readonly tags: readonly ("unnecessary" | "deprecated")[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

export interface Related {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** `safe`: keeps the meaning (or mends what nginx refuses) and is applied in bulk; `unsafe`: offered one by one. */
export type Safety = "safe" | "unsafe";

export interface Fix {
  /** Imperative, as shown in the quick-fix menu. */
  readonly title: string;
  readonly safety: Safety;
  /** One atomic change; edits of one file do not overlap. */
  readonly edits: readonly FileEdit[];
}

export interface FileEdit {
  readonly file: string;
  readonly span: Span;
  readonly newText: string;
}
