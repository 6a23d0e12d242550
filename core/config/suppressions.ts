/** Comments that silence findings: `# nginx-tls-disable-next-line weak-protocol -- kiosks until March`. */
import { isNamed } from "../setting-values.ts";
import type { Directive, SyntaxErrorKind, SyntaxTree } from "../syntax/tree.ts";
import { lineAround, type Span } from "../text.ts";
import type { SourceFile } from "./source-file.ts";

export interface Suppression {
  /** The comment. */
  readonly span: Span;
  readonly form: SuppressionForm;
  readonly rules: readonly SuppressedRule[];
  /** What stands behind ` -- `; empty if nothing does. */
  readonly reason: string;
}

const SUPPRESSION_FORMS = ["disable-next-line", "disable-line", "disable-file", "disable"] as const;

export type SuppressionForm = (typeof SUPPRESSION_FORMS)[number];

/** One rule, or family such as `hsts-*`, that a comment names. */
export interface SuppressedRule {
  readonly name: string;
  readonly span: Span;
  /** Findings that start here are silenced. */
  readonly reach: Span;
}

export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  /** The rules that a `nginx-tls-enable` names. */
  readonly enabled: readonly Omit<SuppressedRule, "reach">[];
  readonly problems: readonly SuppressionProblem[];
}

export interface SuppressionProblem {
  readonly span: Span;
  readonly message: string;
}

/** What the comments of a file say, in order. */
export function readSuppressions(file: SourceFile): Suppressions {
  let known = READ.get(file);
  if (!known) {
    known = file.text.includes(MARK) ? read(file) : NONE;
    READ.set(file, known);
  }
  return known;
}

/** False for faults of syntax: what stands behind them is not understood, so no comment silences them. */
export function isSuppressible(rule: string): boolean {
  return !SYNTAX.has(rule);
}

const SYNTAX: ReadonlySet<string> = new Set<SyntaxErrorKind>([
  "block-not-closed",
  "block-not-opened",
  "byte-order-mark",
  "directive-not-terminated",
  "parameter-too-long",
  "string-not-closed",
  "unexpected-token",
]);

/** True if the comment silences findings of a rule that start at this offset. */
export function reaches({ name, reach }: SuppressedRule, rule: string, offset: number): boolean {
  return reach.start <= offset && offset <= reach.end && isNamed(rule, name);
}

const READ = new WeakMap<SourceFile, Suppressions>();
const NONE: Suppressions = { suppressions: [], enabled: [], problems: [] };
const MARK = "nginx-tls-";
const COMMENT = /^#+[ \t]*nginx-tls-([^\s:,]*)/;

interface Comment {
  readonly span: Span;
  readonly verb: string;
  readonly names: readonly Omit<SuppressedRule, "reach">[];
  readonly reason: string;
}

function read(file: SourceFile): Suppressions {
  const suppressions: Suppression[] = [];
  const enabled: Omit<SuppressedRule, "reach">[] = [];
  const problems: SuppressionProblem[] = [];
  const comments = file.tree.comments.flatMap((it) => toComment(file.text, it) ?? []);
  for (const comment of comments) {
    const form = SUPPRESSION_FORMS.find((it) => it === comment.verb);
    const problem = problemOf(file, comment);
    if (problem !== undefined) problems.push({ span: comment.span, message: problem });
    else if (form) suppressions.push(toSuppression(file, comment, form, comments));
    else enabled.push(...comment.names);
  }
  return { suppressions, enabled, problems };
}

function problemOf({ tree }: SourceFile, { span, verb, names }: Comment): string | undefined {
  if (verb === "enable") return undefined;
  if (!SUPPRESSION_FORMS.some((it) => it === verb)) {
    return `"nginx-tls-${verb}" is none of ${[...SUPPRESSION_FORMS, "enable"].join(", ")}`;
  }
  if (names.length === 0) return `"nginx-tls-${verb}" names no rule`;
  const [first] = tree.directives;
  return verb === "disable-file" && first && first.span.start < span.start
    ? '"nginx-tls-disable-file" counts only above the first directive'
    : undefined;
}

function toComment(text: string, span: Span): Comment | undefined {
  const comment = text.slice(span.start, span.end);
  const [head, verb] = COMMENT.exec(comment) ?? [];
  if (head === undefined || verb === undefined) return undefined;
  const [list = "", ...reason] = comment.slice(head.length).split(/(?<=\s)--(?=\s|$)/);
  const names = [...list.matchAll(/[^\s,]+/g)].map((it) => {
    const start = span.start + head.length + it.index;
    return { name: it[0], span: { start, end: start + it[0].length } };
  });
  return { span, verb, names, reason: reason.join("--").trim() };
}

function toSuppression(
  file: SourceFile,
  { span, names, reason }: Comment,
  form: SuppressionForm,
  comments: readonly Comment[],
): Suppression {
  const whole = reachOf(file, span, form);
  const ends = form === "disable" ? comments.filter((it) => it.verb === "enable") : [];
  const rules = names.map((it) => {
    const end = ends.find(({ span: { start }, names: ended }) => {
      const isNext = start >= span.end && start <= whole.end && isAlongside(file, span, start);
      return isNext && (ended.length === 0 || ended.some((other) => other.name === it.name));
    });
    return { ...it, reach: end ? { start: whole.start, end: end.span.start } : whole };
  });
  return { span, form, rules, reason };
}

/** True if a comment at `offset` stands in the same block, not in one inside it. */
function isAlongside({ tree }: SourceFile, { start }: Span, offset: number): boolean {
  return blockAround(tree, start)?.start === blockAround(tree, offset)?.start;
}

function reachOf(file: SourceFile, span: Span, form: SuppressionForm): Span {
  const { text, tree } = file;
  switch (form) {
    case "disable-file":
      return { start: 0, end: text.length };
    case "disable":
      return { start: span.end, end: blockAround(tree, span.start)?.end ?? text.length };
    case "disable-line": {
      const line = lineAround(text, span.start);
      return { start: startOfEnded(tree.directives, line), end: line.end };
    }
    case "disable-next-line":
      return nextLines(file, span);
  }
}

/** The next line with more than a comment, and what goes on of a directive that starts there. */
function nextLines({ text, tree }: SourceFile, span: Span): Span {
  let line = lineAround(text, span.end);
  do {
    if (line.end >= text.length) return { start: text.length + 1, end: text.length + 1 };
    line = lineAround(text, line.end + 1);
  } while (/^\s*(#|$)/.test(text.slice(line.start, line.end)));
  const { start } = line;
  return { start, end: lineAround(text, endOfStarted(tree.directives, line)).end };
}

/** Where the directives end that start in a line; a block counts up to its brace. */
function endOfStarted(directives: readonly Directive[], line: Span): number {
  let { end } = line;
  for (const { span, block } of directives) {
    if (span.start > line.end) break;
    if (span.end < line.start) continue;
    if (span.start >= line.start) end = Math.max(end, block?.span.start ?? span.end);
    if (block) end = Math.max(end, endOfStarted(block.directives, line));
  }
  return end;
}

/** Where the directives without a block start that end in a line. */
function startOfEnded(directives: readonly Directive[], line: Span): number {
  let { start } = line;
  for (const { span, block } of directives) {
    if (span.start > line.end) break;
    if (span.end < line.start) continue;
    if (!block && span.end <= line.end) start = Math.min(start, span.start);
    if (block) start = Math.min(start, startOfEnded(block.directives, line));
  }
  return start;
}

/** The innermost block around an offset. */
function blockAround({ directives }: SyntaxTree, offset: number): Span | undefined {
  let found: Span | undefined;
  for (let level = directives; ; ) {
    const around = level.find(
      ({ block }) => block && block.span.start < offset && offset < block.span.end,
    );
    if (!around?.block) return found;
    found = around.block.span;
    level = around.block.directives;
  }
}
