/** From the engine's plain data to LSP's: the only place that knows both. */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
  type Range,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  escapeSnippet,
  type FileEdit,
  type Finding,
  type Severity,
  type SourceFile,
  type Span,
} from "#core";
import type { ClientSupport } from "./client-support.ts";
import type { Uris } from "./uris.ts";

/** The files that findings and edits speak of, and how this client wants to hear about them. */
export interface View {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Versions of the open documents, by path. */
  readonly versions: ReadonlyMap<string, number>;
  readonly uris: Uris;
  readonly support: ClientSupport;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<Finding["tags"][number], DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** With related places, links and tags as far as the client shows them. */
export function toDiagnostic(finding: Finding, view: View): Diagnostic {
  const { support } = view;
  const related = support.relatedInformation ? toRelated(finding, view) : [];
  return {
    range: toRange(finding.span, view.files.get(finding.file)),
    severity: SEVERITIES[finding.severity],
    source: "nginx-tls",
    code: finding.rule,
    message: finding.message,
    ...(support.codeDescription && { codeDescription: { href: finding.docs } }),
    ...(support.tags && finding.tags.length > 0 && { tags: finding.tags.map((it) => TAGS[it]) }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** One edit of several files, tied to the versions it was made for where the client can check that. */
export function toWorkspaceEdit(edits: readonly FileEdit[], view: View): WorkspaceEdit {
  const byUri = [...new Set(edits.map((it) => it.file))].map((path) => ({
    path,
    uri: view.uris.uri(path),
    edits: edits.filter((it) => it.file === path).map((it) => toTextEdit(it, view)),
  }));
  if (!view.support.documentChanges) {
    return { changes: Object.fromEntries(byUri.map((it) => [it.uri, it.edits])) };
  }
  return {
    documentChanges: byUri.map(({ path, uri, edits: own }) => ({
      textDocument: { uri, version: view.versions.get(path) ?? null },
      edits: own,
    })),
  };
}

/** The same for one insertion, part of which is to be typed over where the client can do that. */
export function toSnippetEdit(edit: FileEdit, part: Span, view: View): WorkspaceEdit {
  if (!view.support.snippetEdits) return toWorkspaceEdit([edit], view);
  const { newText } = edit;
  const [before, typed, after] = [
    newText.slice(0, part.start),
    newText.slice(part.start, part.end),
    newText.slice(part.end),
  ].map(escapeSnippet);
  const value = `${before}\${1:${typed}}${after}`;
  const snippet: SnippetTextEdit = {
    range: toRange(edit.span, view.files.get(edit.file)),
    snippet: { kind: "snippet", value },
  };
  const textDocument = {
    uri: view.uris.uri(edit.file),
    version: view.versions.get(edit.file) ?? null,
  };
  return { documentChanges: [{ textDocument, edits: [snippet] }] };
}

/** True if the ranges share a position, ends included. */
export function touchesRange(span: Span, file: SourceFile | undefined, range: Range): boolean {
  if (!file) return false;
  const document = documentOf(file);
  return span.start <= document.offsetAt(range.end) && document.offsetAt(range.start) <= span.end;
}

function toRelated({ related }: Finding, view: View): DiagnosticRelatedInformation[] {
  return related.map(({ file, span, message }) => ({
    location: { uri: view.uris.uri(file), range: toRange(span, view.files.get(file)) },
    message,
  }));
}

function toTextEdit({ file, span, newText }: FileEdit, view: View): TextEdit {
  return { range: toRange(span, view.files.get(file)), newText };
}

/** The empty range at the start for a file that is not known. */
export function toRange(span: Span, file: SourceFile | undefined): Range {
  const document = file && documentOf(file);
  const start = document?.positionAt(span.start) ?? { line: 0, character: 0 };
  return { start, end: document?.positionAt(span.end) ?? start };
}

/** The UTF-16 offset of a position in a file. */
export function offsetAt(file: SourceFile, position: Position): number {
  return documentOf(file).offsetAt(position);
}

const documents = new WeakMap<SourceFile, TextDocument>();

/** LSP counts lines otherwise than nginx: a lone CR ends one too. */
function documentOf(file: SourceFile): TextDocument {
  let document = documents.get(file);
  if (!document) {
    document = TextDocument.create(file.path, "nginx", 0, file.text);
    documents.set(file, document);
  }
  return document;
}
