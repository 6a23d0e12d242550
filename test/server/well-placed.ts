/** What answers have in common, whatever they are about: places that exist in the text, in their order. */

import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Position, Range } from "vscode-languageserver-types";

/** What is wrong with the places of an answer about one document; undefined if nothing is. */
export function misplaced(
  method: string,
  answer: unknown,
  document: TextDocument,
): string | undefined {
  if (answer === null || answer === undefined) return undefined;
  const ranges = OF_OTHER_FILES.has(method) ? [] : rangesIn(answer);
  const outside = ranges.find((it) => !isInside(it, document));
  if (outside) return `${method}: ${JSON.stringify(outside)} is not in the text`;
  const what = ORDERS[method.replace(/\/.*/, "")]?.(answer, document);
  return what && `${method}: ${what}`;
}

const OF_OTHER_FILES: ReadonlySet<string> = new Set(["definition", "references", "rename"]);

/** Of other documents, or not of a document. */
const FOREIGN: ReadonlySet<string> = new Set(["relatedInformation", "command", "data"]);

function rangesIn(value: unknown): readonly Range[] {
  if (typeof value !== "object" || value === null) return [];
  if (isRange(value)) return [value];
  return Object.entries(value).flatMap(([key, it]) => (FOREIGN.has(key) ? [] : rangesIn(it)));
}

function isRange(value: object): value is Range {
  return "start" in value && "end" in value && isPosition(value.start) && isPosition(value.end);
}

function isPosition(value: unknown): value is Position {
  return typeof value === "object" && value !== null && "line" in value && "character" in value;
}

/** As an editor that has the same text reads it: a position behind its line is none. */
function isInside({ start, end }: Range, document: TextDocument): boolean {
  const exists = (it: Position) => {
    const again = document.positionAt(document.offsetAt(it));
    return again.line === it.line && again.character === it.character;
  };
  return exists(start) && exists(end) && compare(start, end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function contains(outer: Range, inner: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(outer.end, inner.end) >= 0;
}

type Order = (answer: unknown, document: TextDocument) => string | undefined;

const ORDERS: Readonly<Record<string, Order>> = {
  semanticTokens: (answer, document) => tokens((answer as { data?: number[] }).data, document),
  selectionRange: (answer) => (answer as Selection[]).map(nesting).find(Boolean),
  documentSymbol: (answer) => (answer as Outlined[]).map(outlined).find(Boolean),
  formatting: edits,
  rangeFormatting: edits,
  onTypeFormatting: edits,
  completion: (answer) => {
    const { items } = answer as { items: readonly { label: string; kind?: number }[] };
    const names = items.map((it) => `${it.label} ${it.kind}`);
    const twice = names.find((it, index) => names.indexOf(it) !== index);
    return twice && `"${twice}" is offered twice`;
  },
};

function tokens(data: readonly number[] = [], document: TextDocument): string | undefined {
  let at: Position = { line: 0, character: 0 };
  let free = 0;
  for (let index = 0; index < data.length; index += 5) {
    const [line = 0, character = 0, length = 0] = data.slice(index, index + 3);
    at = line > 0 ? { line: at.line + line, character } : shifted(at, character);
    if (document.offsetAt(at) < free) return "tokens overlap";
    const range = { start: at, end: shifted(at, length) };
    if (length <= 0 || !isInside(range, document)) return `no token at ${JSON.stringify(range)}`;
    free = document.offsetAt(range.end);
  }
  return undefined;
}

function shifted({ line, character }: Position, by: number): Position {
  return { line, character: character + by };
}

interface Selection {
  readonly range: Range;
  readonly parent?: Selection;
}

function nesting({ range, parent }: Selection): string | undefined {
  if (!parent) return undefined;
  const isSame = contains(range, parent.range);
  return contains(parent.range, range) && !isSame ? nesting(parent) : "a selection does not grow";
}

interface Outlined {
  readonly name: string;
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children?: readonly Outlined[];
}

function outlined({ name, range, selectionRange, children = [] }: Outlined): string | undefined {
  if (name.trim() === "") return "a symbol has no name";
  const inner = [selectionRange, ...children.map((it) => it.range)];
  if (!inner.every((it) => contains(range, it))) return `"${name}" does not hold its parts`;
  return children.map(outlined).find(Boolean);
}

function edits(answer: unknown): string | undefined {
  const ranges = (answer as { range: Range }[]).map((it) => it.range);
  ranges.sort((a, b) => compare(a.start, b.start));
  const overlaps = ranges.some(
    (it, at) => at > 0 && compare(ranges[at - 1]?.end ?? it.start, it.start) > 0,
  );
  return overlaps ? "edits overlap" : undefined;
}
