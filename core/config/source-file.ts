import type { Directive, SyntaxTree } from "../syntax/tree.ts";
import { LineIndex } from "../text.ts";

/** One file of a configuration: its text and what the text says. Immutable; a change makes a new one. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  #lines: LineIndex | undefined;
  #includes: readonly Directive[] | undefined;

  constructor(path: string, text: string, tree: SyntaxTree) {
    this.path = path;
    this.text = text;
    this.tree = tree;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** Every `include` with one argument, at any depth. */
  get includes(): readonly Directive[] {
    this.#includes ??= collectIncludes(this.tree.directives);
    return this.#includes;
  }

  /** The line end this file uses. */
  get eol(): "\n" | "\r\n" {
    const lf = this.text.indexOf("\n");
    return lf > 0 && this.text[lf - 1] === "\r" ? "\r\n" : "\n";
  }
}

function collectIncludes(top: readonly Directive[]): Directive[] {
  const found: Directive[] = [];
  const pending: (readonly Directive[])[] = [top];
  for (let directives = pending.pop(); directives; directives = pending.pop()) {
    for (const directive of directives) {
      if (directive.name.text === "include" && directive.args.length === 1) found.push(directive);
      if (directive.block) pending.push(directive.block.directives);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
