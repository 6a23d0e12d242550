/**
 * Text in, plain tree out. Any text gives a tree. tree-sitter splits the text, incrementally where the
 * text is kept open; nothing above this folder sees its trees.
 */
import { type Language, Parser, type Tree } from "web-tree-sitter";
import { lower } from "./lower.ts";
import type { ReadTree } from "./read-tree.ts";
import { parsable, repair } from "./repair.ts";
import { startRuntime } from "./runtime.ts";
import { readTemplate, type Template, withTemplate } from "./template.ts";
import { editBetween } from "./text-change.ts";
import type { Tokens } from "./tokens.ts";
import type { SyntaxTree, Vocabulary } from "./tree.ts";

/** Rejects if one of the modules can't be loaded. */
export async function createParser(
  wasm: { readonly treeSitter: Uint8Array; readonly nginx: Uint8Array },
  vocabulary: Vocabulary,
): Promise<SyntaxParser> {
  const { language, readTree } = await startRuntime(wasm);
  return new SyntaxParser(language, readTree, vocabulary);
}

export class SyntaxParser {
  readonly #parser: Parser;
  readonly #readTree: ReadTree;
  readonly #vocabulary: Vocabulary;

  constructor(language: Language, readTree: ReadTree, vocabulary: Vocabulary) {
    this.#parser = new Parser().setLanguage(language);
    this.#readTree = readTree;
    this.#vocabulary = vocabulary;
  }

  /** Parses a text once. */
  parse(text: string): SyntaxTree {
    const parsed = this.open(text);
    parsed.dispose();
    return parsed.tree;
  }

  /** Parses a text that will change. The result must be disposed of. */
  open(text: string): ParsedText {
    return new ParsedText(text, {
      parse: (parsable, previous) => this.#parse(parsable, previous),
      lower: (source, parsable, tree) => this.#lower(source, parsable, tree),
    });
  }

  /** Frees the parser. Texts that are open keep their last tree and can't be updated. */
  dispose(): void {
    this.#parser.delete();
  }

  #parse(text: string, previous?: Tree): Tree {
    const tree = this.#parser.parse(text, previous);
    if (!tree) throw new Error("tree-sitter gave no tree");
    return tree;
  }

  #lower({ written, template }: Text, source: string, tree: Tree): SyntaxTree {
    const text = template?.masked ?? written;
    let current = { source, tree };
    const split = (masked: string): Tokens => {
      const edited = current.tree.copy();
      edited.edit(editBetween(current.source, masked));
      const next = this.#parse(masked, edited);
      edited.delete();
      if (current.tree !== tree) current.tree.delete();
      current = { source: masked, tree: next };
      return this.#readTree(next);
    };
    try {
      const reading = repair(text, this.#readTree(tree), split, this.#vocabulary);
      const lowered = lower(text, reading, this.#vocabulary, written);
      return template ? withTemplate(lowered, template, written) : lowered;
    } finally {
      if (current.tree !== tree) current.tree.delete();
    }
  }
}

interface Steps {
  parse(parsable: string, previous?: Tree): Tree;
  lower(text: Text, parsable: string, tree: Tree): SyntaxTree;
}

interface Text {
  readonly written: string;
  readonly template: Template | undefined;
}

function textOf(written: string): Text {
  return { written, template: readTemplate(written) };
}

function parsableOf({ written, template }: Text): string {
  return parsable(template?.masked ?? written);
}

/** An open text and its tree, kept up to date incrementally. */
export class ParsedText {
  readonly #steps: Steps;
  #text: string;
  #parsable: string;
  #parsed: Tree;
  #tree: SyntaxTree;

  /** Made by `SyntaxParser.open`. */
  constructor(text: string, steps: Steps) {
    this.#steps = steps;
    const read = textOf(text);
    this.#text = text;
    this.#parsable = parsableOf(read);
    this.#parsed = steps.parse(this.#parsable);
    this.#tree = steps.lower(read, this.#parsable, this.#parsed);
  }

  get text(): string {
    return this.#text;
  }

  get tree(): SyntaxTree {
    return this.#tree;
  }

  /** Replaces the text; only what has changed is parsed again. */
  update(text: string): void {
    if (text === this.#text) return;
    const read = textOf(text);
    const next = parsableOf(read);
    const old = this.#parsed;
    old.edit(editBetween(this.#parsable, next));
    this.#parsed = this.#steps.parse(next, old);
    old.delete();
    this.#text = text;
    this.#parsable = next;
    this.#tree = this.#steps.lower(read, next, this.#parsed);
  }

  /** Frees the memory that is not JavaScript's. `text` and `tree` stay. */
  dispose(): void {
    this.#parsed.delete();
  }
}
