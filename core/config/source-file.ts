import type { Directive, SyntaxTree } from "../syntax/tree.ts";
import { LineIndex } from "../text.ts";
import { watcher } from "./sight.ts";

/** One file of a configuration: its text and what the text says. Immutable; a change makes a new one. */
export class SourceFile {
  readonly path: string;
  readonly #text: string;
  readonly #parse: () => SyntaxTree;
  #tree: SyntaxTree | undefined;
  #lines: LineIndex | undefined;
  #includes: readonly Directive[] | undefined;

  /** A function for the tree is called when the tree is first asked for. */
  constructor(path: string, text: string, tree: SyntaxTree | (() => SyntaxTree)) {
    this.path = path;
    this.#text = text;
    if (typeof tree === "function") this.#parse = tree;
    else this.#parse = () => tree;
  }

  get text(): string {
    noteText();
    return this.#text;
  }

  get tree(): SyntaxTree {
    noteText();
    this.#tree ??= this.#parse();
    return this.#tree;
  }

  get lines(): LineIndex {
    noteText();
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines;
  }

  /** Every `include` with one argument, at any depth. A text without the word needs no tree for that. */
  get includes(): readonly Directive[] {
    noteText();
    this.#includes ??= this.#text.includes("include")
      ? collectIncludes(this.tree.directives)
      : NONE;
    return this.#includes;
  }

  /** The line end this file uses. */
  get eol(): "\n" | "\r\n" {
    const lf = this.#text.indexOf("\n");
    return lf > 0 && this.#text[lf - 1] === "\r" ? "\r\n" : "\n";
  }
}

const NONE: readonly Directive[] = [];

function noteText(): void {
  const sight = watcher();
  if (sight) sight.text = true;
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
