/** The comments that silence a finding, as edits. */
import type { SourceFile } from "../config/source-file.ts";
import {
  isSuppressible,
  readSuppressions,
  type Suppression,
  type SuppressionForm,
} from "../config/suppressions.ts";
import type { FileEdit, Finding } from "../finding.ts";
import type { Directive } from "../syntax/tree.ts";
import { lineStartAt } from "../text.ts";

export interface SuppressionFix {
  readonly title: string;
  readonly edit: FileEdit;
  /** The part of the new text that stands for the reason; undefined where a comment is there already. */
  readonly reason?: { readonly start: number; readonly end: number };
}

/** For the finding's line, and for its file. None for what no comment silences. */
export function suppressionFixes(finding: Finding, file: SourceFile): readonly SuppressionFix[] {
  const { rule } = finding;
  if (!isSuppressible(rule) || rule.startsWith("suppression-")) return [];
  return [forLine(finding, file), forFile(rule, file)];
}

const REASON = "reason";

function forLine({ rule, span }: Finding, file: SourceFile): SuppressionFix {
  const title = `Suppress ${rule} for this line with a reason`;
  const start = startOfStatement(file, span.start);
  const known = readSuppressions(file).suppressions.find(
    (it) => it.form === "disable-next-line" && it.rules[0]?.reach.start === start,
  );
  if (known) return { title, edit: extend(known, rule, file) };
  const indent = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? "";
  return { title, ...insert(file, start, "disable-next-line", rule, indent) };
}

function forFile(rule: string, file: SourceFile): SuppressionFix {
  const title = `Suppress ${rule} in this file with a reason`;
  const known = readSuppressions(file).suppressions.find((it) => it.form === "disable-file");
  if (known) return { title, edit: extend(known, rule, file) };
  return { title, ...insert(file, topOf(file), "disable-file", rule, "") };
}

function insert(
  file: SourceFile,
  at: number,
  form: SuppressionForm,
  rule: string,
  indent: string,
): Pick<SuppressionFix, "edit" | "reason"> {
  const head = `${indent}# nginx-tls-${form} ${rule} -- `;
  return {
    edit: {
      file: file.path,
      span: { start: at, end: at },
      newText: `${head}${REASON}${file.eol}`,
    },
    reason: { start: head.length, end: head.length + REASON.length },
  };
}

/** One comment more above a line would be one too many. */
function extend({ rules, span }: Suppression, rule: string, file: SourceFile): FileEdit {
  const end = rules.at(-1)?.span.end ?? span.end;
  return { file: file.path, span: { start: end, end }, newText: `, ${rule}` };
}

/** Where the line starts in which a comment can stand: not in the middle of a directive, perhaps of a string. */
function startOfStatement({ text, tree }: SourceFile, offset: number): number {
  let start = lineStartAt(text, offset);
  for (;;) {
    const around = wordsAround(tree.directives, start);
    if (!around) return start;
    start = lineStartAt(text, around.span.start);
  }
}

/** The directive between whose words an offset lies. */
function wordsAround(directives: readonly Directive[], offset: number): Directive | undefined {
  for (const it of directives) {
    if (it.span.start >= offset) return undefined;
    if (offset >= it.span.end) continue;
    const { block } = it;
    if (!block || offset <= block.span.start) return it;
    return wordsAround(block.directives, offset);
  }
  return undefined;
}

/** Behind a byte order mark and the comments with settings, which must stand in the first lines. */
function topOf({ text, tree }: SourceFile): number {
  const first = tree.directives[0]?.span.start ?? text.length;
  const settings = tree.comments.filter(
    ({ start, end }) => start < first && /^#+[ \t]*nginx-tls:/.test(text.slice(start, end)),
  );
  const last = settings.at(-1);
  if (!last) return text.startsWith("\uFEFF") ? 1 : 0;
  const end = text.indexOf("\n", last.end);
  return end === -1 ? 0 : end + 1;
}
