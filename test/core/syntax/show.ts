/** Draws trees and errors as text, so that tests compare what can be read. */
import { type Directive, LineIndex, type SyntaxTree } from "#core";
import { PARSER } from "../../harness/parser.ts";

/** One line per directive, nested by indentation; what is missing is written as `<no ;>` or `<no }>`. */
export function outline(text: string): string[] {
  return outlineOf(PARSER.parse(text));
}

export function outlineOf(tree: SyntaxTree): string[] {
  const lines: string[] = [];
  const pending: { directive: Directive; depth: number }[] = tree.directives
    .map((directive) => ({ directive, depth: 0 }))
    .reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { directive, depth } = next;
    const words = [directive.name, ...directive.args].map((it) => it.text).join(" ");
    lines.push("  ".repeat(depth) + words + endOf(directive));
    for (const child of directive.block?.directives.toReversed() ?? []) {
      pending.push({ directive: child, depth: depth + 1 });
    }
  }
  return lines;
}

function endOf({ block, code, terminated }: Directive): string {
  if (code) return " {lua}";
  if (block) return block.closed ? " {}" : " {<no }>";
  return terminated ? "" : " <no ;>";
}

/** `LINE kind: message` of each error, lines counted from 1. */
export function errors(text: string): string[] {
  const index = new LineIndex(text);
  return PARSER.parse(text).errors.map(
    (it) => `${index.positionAt(it.span.start).line + 1} ${it.kind}: ${it.message}`,
  );
}

/** Everything a tree says, for comparing two of them. */
export function everything(tree: SyntaxTree): unknown {
  return {
    directives: plain(tree.directives),
    comments: tree.comments,
    errors: tree.errors,
  };
}

function plain(directives: readonly Directive[]): unknown[] {
  return directives.map(({ name, args, span, block, code, terminated }) => ({
    words: [name, ...args].map(({ text, raw, span, quote }) => ({ text, raw, span, quote })),
    span,
    code,
    terminated,
    block: block && {
      span: block.span,
      closed: block.closed,
      directives: plain(block.directives),
    },
  }));
}

/** A text inside a `server` block; it begins on line 5. */
export function inServer(text: string): string {
  return `events {}\nhttp {\nserver {\nlisten 127.0.0.1:8080;\n${text}\n}\n}\n`;
}
