/** What a file consists of, as people would tell it: blocks in blocks, and the names that they define. */
import type { SourceFile } from "../../config/source-file.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import { blockName, isTable, type OutlineKind, outlineKind } from "./names.ts";

export interface OutlineItem {
  readonly name: string;
  /** What it is besides; may be empty. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  /** The directive's words, inside `span`. */
  readonly head: Span;
  readonly children: readonly OutlineItem[];
}

export function outlineOf({ tree }: SourceFile): readonly OutlineItem[] {
  return itemsOf(tree.directives, "");
}

function itemsOf(directives: readonly Directive[], parent: string): readonly OutlineItem[] {
  const found: OutlineItem[] = [];
  for (const directive of directives) {
    const kind = outlineKind(directive, parent);
    if (!kind) continue;
    const { name: first, args, span, block } = directive;
    const { name, detail } = blockName(directive);
    const head = { start: first.span.start, end: (args.at(-1) ?? first).span.end };
    const inside = block && !isTable(first.text) ? block.directives : [];
    found.push({ name, detail, kind, span, head, children: itemsOf(inside, first.text) });
  }
  return found;
}
