/** `textDocument/codeAction`: quick fixes from the kept findings, fixes in bulk, and what moves directives. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { type FileEdit, type Finding, safeFix, suppressionFixes } from "#core";
import type { Cancellation, Checked } from "./checker.ts";
import { extractAction } from "./extract.ts";
import { fixAllEdit } from "./fix-all.ts";
import { type Server, viewOf } from "./server.ts";
import { toDiagnostic, toSnippetEdit, touchesRange, toWorkspaceEdit } from "./to-protocol.ts";

export const FIX_ALL_KIND: string = `${CodeActionKind.SourceFixAll}.nginxTls`;

/** What `codeAction/resolve` gets back. */
export interface BulkFix {
  readonly uri: string;
  readonly version: number;
  readonly rule?: string;
}

export async function codeAction(
  server: Server,
  { textDocument: { uri }, range, context }: CodeActionParams,
  token: Cancellation,
): Promise<CodeAction[]> {
  const { only } = context;
  const wants = (kind: string) =>
    !only || only.some((it) => kind === it || kind.startsWith(`${it}.`));
  const checked = server.checker.kept(uri);
  const actions: CodeAction[] = [];
  if (checked && wants(CodeActionKind.QuickFix)) {
    const touched = checked.findings.filter((it) =>
      touchesRange(it.span, checked.files.get(it.file), range),
    );
    actions.push(...touched.flatMap((it) => quickFixes(server, checked, it)));
    actions.push(...(await fixRules(server, uri, checked, touched, token)));
    actions.push(...suppress(server, checked, touched));
  }
  if (wants(CodeActionKind.RefactorExtract)) {
    actions.push(...(await extractAction(server, { textDocument: { uri }, range })));
  }
  if (only ? wants(FIX_ALL_KIND) : checked?.findings.some(safeFix)) {
    actions.push(...(await fixFile(server, uri, only !== undefined, token)));
  }
  return actions;
}

function quickFixes({ workspace }: Server, checked: Checked, finding: Finding): CodeAction[] {
  const view = viewOf(workspace, checked);
  const present = workspace.versions();
  const current = ({ file }: FileEdit) => checked.versions.get(file) === present.get(file);
  const preferred = safeFix(finding);
  return finding.fixes
    .filter((fix) => fix.edits.every(current))
    .map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding, view)],
      ...(fix === preferred && { isPreferred: true }),
      edit: toWorkspaceEdit(fix.edits, view),
    }));
}

/** Comments that silence what is under the cursor, one of each kind for a rule. */
function suppress(
  { workspace }: Server,
  checked: Checked,
  touched: readonly Finding[],
): CodeAction[] {
  const view = viewOf(workspace, checked);
  const actions = new Map<string, CodeAction>();
  for (const finding of touched) {
    const file = checked.files.get(finding.file);
    for (const { title, edit, reason } of file ? suppressionFixes(finding, file) : []) {
      const known = actions.get(title);
      const diagnostics = [...(known?.diagnostics ?? []), toDiagnostic(finding, view)];
      actions.set(title, {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        edit:
          known?.edit ??
          (reason ? toSnippetEdit(edit, reason, view) : toWorkspaceEdit([edit], view)),
      });
    }
  }
  return [...actions.values()];
}

/** For each rule under the cursor that has several safe fixes in this file. */
async function fixRules(
  server: Server,
  uri: string,
  { findings, version }: Checked,
  touched: readonly Finding[],
  token: Cancellation,
): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const rule of new Set(touched.filter(safeFix).map((it) => it.rule))) {
    if (findings.filter((it) => it.rule === rule && safeFix(it)).length < 2) continue;
    const title = `Fix all ${rule} problems in this file`;
    const action = { title, kind: CodeActionKind.QuickFix };
    if (server.workspace.support.resolveActions) {
      actions.push({ ...action, data: { uri, version, rule } satisfies BulkFix });
      continue;
    }
    const edit = await fixAllEdit(server, uri, rule, token);
    if (edit) actions.push({ ...action, edit });
  }
  return actions;
}

/** Computed at once only if asked for by kind, as on save; otherwise offered if it can be resolved later. */
async function fixFile(
  server: Server,
  uri: string,
  asked: boolean,
  token: Cancellation,
): Promise<CodeAction[]> {
  const action = { title: "Fix all safe NGINX TLS problems in this file", kind: FIX_ALL_KIND };
  const version = server.workspace.documents.get(uri)?.version;
  if (!asked) {
    if (!server.workspace.support.resolveActions || version === undefined) return [];
    return [{ ...action, data: { uri, version } satisfies BulkFix }];
  }
  const edit = await fixAllEdit(server, uri, undefined, token);
  return edit ? [{ ...action, edit }] : [];
}
