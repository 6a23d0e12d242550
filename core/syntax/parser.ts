/**
 * Text in, plain tree out. Any text gives a tree. tree-sitter splits the text, incrementally where the
 * text is kept open; nothing above this folder sees its trees.
 */
import { type Language, Parser, type Tree } from "web-tree-sitter";
import { type Lowered, lower } from "./lower.ts";
import { LoweredTree } from "./lowered-tree.ts";
import type { ReadTree } from "./read-tree.ts";
import { parsable, type Reading, repair } from "./repair.ts";
import { type Earlier, Reuse } from "./reuse.ts";
import { startRuntime } from "./runtime.ts";
import { readTemplate, type Template, withTemplate } from "./template.ts";
import { changeBetween, editBetween, joined, type TextChange } from "./text-change.ts";
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
    const read = textOf(text);
    const split = this.#split(parsable(read.masked));
    const { tree } = this.#lower(read, split);
    split.tree.delete();
    return tree;
  }

  /** Parses a text that will change. The result must be disposed of. */
  open(text: string): ParsedText {
    return new ParsedText(text, {
      split: (source, previous) => this.#split(source, previous),
      lower: (text, split, earlier) => {
        const lowered = this.#lower(text, split, earlier);
        return { tree: lowered.tree, earlier: earlierOf(text, lowered) ?? earlier };
      },
    });
  }

  /** Frees the parser. Texts that are open keep their last tree and can't be updated. */
  dispose(): void {
    this.#parser.delete();
  }

  /** `previous` stays as it is. */
  #split(source: string, previous?: Split): Split {
    if (!previous) {
      const tree = this.#parse(source);
      return { source, tree, tokens: this.#readTree(tree).copy() };
    }
    const edited = previous.tree.copy();
    edited.edit(editBetween(previous.source, source));
    const tree = this.#parse(source, edited);
    const growth = source.length - previous.source.length;
    const tokens = this.#readTree(tree, { tree: edited, tokens: previous.tokens, growth });
    edited.delete();
    return { source, tree, tokens: tokens.copy() };
  }

  #parse(source: string, previous?: Tree): Tree {
    const tree = this.#parser.parse(source, previous);
    if (!tree) throw new Error("tree-sitter gave no tree");
    return tree;
  }

  #lower(text: Text, split: Split, earlier?: Earlier): Lowering {
    const { written, masked, template } = text;
    const reading = this.#read(masked, split);
    const { tokens } = reading;
    const reuse = earlier && new Reuse(earlier, tokens, changeSince(earlier, text));
    const lowered = lower(masked, reading, this.#vocabulary, { written, reuse });
    const tree = new LoweredTree(written, tokens, lowered);
    return { ...lowered, reading, tree: template ? withTemplate(tree, template, written) : tree };
  }

  #read(text: string, first: Split): Reading {
    let last = first;
    const splitAgain = (masked: string): Tokens => {
      const next = this.#split(masked, last);
      if (last !== first) last.tree.delete();
      last = next;
      return next.tokens;
    };
    try {
      return repair(text, first.tokens, splitAgain, this.#vocabulary);
    } finally {
      if (last !== first) last.tree.delete();
    }
  }
}

/** A text split into words by tree-sitter. The tree must be deleted. */
interface Split {
  readonly source: string;
  readonly tree: Tree;
  readonly tokens: Tokens;
}

interface Text {
  readonly written: string;
  /** Without the tags of a template engine, of the same length. */
  readonly masked: string;
  readonly template: Template | undefined;
}

function textOf(written: string): Text {
  const template = readTemplate(written);
  return { written, masked: template?.masked ?? written, template };
}

interface Lowering extends Lowered {
  readonly tree: SyntaxTree;
  readonly reading: Reading;
}

/** Only a tree whose every part was read as it stands there helps to read a later text. */
function earlierOf(
  { written, masked }: Text,
  { directives, reading }: Lowering,
): Earlier | undefined {
  if (!reading.isPlain || reading.tokens.balance !== 0) return undefined;
  return { written, masked, tokens: reading.tokens, directives };
}

function changeSince(earlier: Earlier, { written, masked }: Text): TextChange {
  const change = changeBetween(earlier.written, written);
  if (earlier.masked === earlier.written && masked === written) return change;
  return joined(change, changeBetween(earlier.masked, masked));
}

interface Steps {
  split(source: string, previous?: Split): Split;
  lower(
    text: Text,
    split: Split,
    earlier?: Earlier,
  ): { readonly tree: SyntaxTree; readonly earlier: Earlier | undefined };
}

/** An open text and its tree, kept up to date incrementally. */
export class ParsedText {
  readonly #steps: Steps;
  #text: string;
  #split: Split;
  #tree: SyntaxTree;
  #earlier: Earlier | undefined;

  /** Made by `SyntaxParser.open`. */
  constructor(text: string, steps: Steps) {
    this.#steps = steps;
    const read = textOf(text);
    this.#text = text;
    this.#split = steps.split(parsable(read.masked));
    const lowered = steps.lower(read, this.#split);
    this.#tree = lowered.tree;
    this.#earlier = lowered.earlier;
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
    const old = this.#split;
    this.#split = this.#steps.split(parsable(read.masked), old);
    old.tree.delete();
    const lowered = this.#steps.lower(read, this.#split, this.#earlier);
    this.#text = text;
    this.#tree = lowered.tree;
    this.#earlier = lowered.earlier;
  }

  /** Frees the memory that is not JavaScript's. `text` and `tree` stay. */
  dispose(): void {
    this.#split.tree.delete();
  }
}
