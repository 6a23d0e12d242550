/** What can be folded: blocks, code, directives over several lines, runs of comments and of includes, regions. */
import type { SourceFile } from "../config/source-file.ts";
import type { Directive } from "../syntax/tree.ts";
import type { Span } from "../text.ts";

export interface Fold {
  /** Zero-based; the first line stays visible. */
  readonly startLine: number;
  /** The last hidden line. */
  readonly endLine: number;
  readonly kind?: "comment" | "imports" | "region";
}

/** In the order of their first lines; of several that begin on one line, the longest only. */
export function foldsIn(file: SourceFile): readonly Fold[] {
  const folds: Fold[] = [...commentFolds(file), ...regionFolds(file)];
  addFolds(file, file.tree.directives, folds);
  const longest = new Map<number, Fold>();
  for (const fold of folds) {
    const known = longest.get(fold.startLine);
    if (!known || known.endLine < fold.endLine) longest.set(fold.startLine, fold);
  }
  return [...longest.values()].sort((a, b) => a.startLine - b.startLine);
}

function addFolds(file: SourceFile, directives: readonly Directive[], folds: Fold[]): void {
  let run: Directive[] = [];
  const endRun = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last) {
      push(folds, lineOf(file, first.span.start), lineOf(file, last.span.end), "imports");
    }
    run = [];
  };
  for (const directive of directives) {
    const { name, span, block, code } = directive;
    if (name.text === "include" && !block) run.push(directive);
    else endRun();
    const inside = block?.span ?? code;
    if (inside) {
      const end = lineOf(file, span.end);
      const isOpen = block ? !block.closed : false;
      // What opens above stays foldable when the block is not closed.
      push(folds, lineOf(file, inside.start), isOpen ? end : lastInside(file, span.end, end));
    } else if (isOnSeveral(file, span)) {
      push(folds, lineOf(file, span.start), lineOf(file, span.end));
    }
    if (block) addFolds(file, block.directives, folds);
  }
  endRun();
}

/** True if a line ends between: to find that out costs less than to tell which lines they are. */
function isOnSeveral({ text }: SourceFile, { start, end }: Span): boolean {
  const at = text.indexOf("\n", start);
  return at !== -1 && at < end;
}

/** The line of the closing brace stays visible, unless something else stands before it there. */
function lastInside({ text, lines }: SourceFile, end: number, line: number): number {
  return text.slice(lines.lineStart(line), end - 1).trim() === "" ? line - 1 : line;
}

/** Comments that have their lines to themselves, without other lines between them. */
function commentFolds(file: SourceFile): readonly Fold[] {
  const folds: Fold[] = [];
  let start = -2;
  let last = -2;
  for (const { start: at } of file.tree.comments) {
    const line = lineOf(file, at);
    const isAlone = file.text.slice(file.lines.lineStart(line), at).trim() === "";
    if (isAlone && line === last + 1 && !REGION.test(lineText(file, line))) last = line;
    else {
      push(folds, start, last, "comment");
      start = isAlone && !REGION.test(lineText(file, line)) ? line : -2;
      last = start;
    }
  }
  push(folds, start, last, "comment");
  return folds;
}

const REGION = /^\s*#\s*(end)?region\b/;

/** `# region` to `# endregion`, which may nest. */
function regionFolds(file: SourceFile): readonly Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  for (const { start } of file.tree.comments) {
    const line = lineOf(file, start);
    const mark = REGION.exec(lineText(file, line));
    if (!mark) continue;
    if (mark[1] === undefined) open.push(line);
    else {
      const from = open.pop();
      if (from !== undefined) push(folds, from, line, "region");
    }
  }
  return folds;
}

function push(folds: Fold[], startLine: number, endLine: number, kind?: Fold["kind"]): void {
  if (startLine < 0 || endLine <= startLine) return;
  folds.push({ startLine, endLine, ...(kind && { kind }) });
}

function lineOf({ lines }: SourceFile, offset: number): number {
  return lines.positionAt(offset).line;
}

function lineText({ text, lines }: SourceFile, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineStart(line + 1));
}
