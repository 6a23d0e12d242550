/**
 * The plain tree that everything above `syntax` works on. Immutable; holds no tree-sitter nodes.
 * A tree exists for every text: defects are listed in `errors` and the tree is the best reading of it.
 */
import type { Span, TextEdit } from "../text.ts";

/** One word of a directive. */
export interface Word {
  /** The value nginx sees: without quotes, escapes resolved. */
  readonly text: string;
  /** The word as written, with quotes. */
  readonly raw: string;
  readonly span: Span;
  /** The quote the word starts with, or "" for a bare word. */
  readonly quote: '"' | "'" | "";
}

export interface Directive {
  readonly name: Word;
  readonly args: readonly Word[];
  /** From the name to the end of the terminating `;` or `}`; to the last word where that is missing. */
  readonly span: Span;
  /** Present for a block directive. */
  readonly block: Block | undefined;
  /** Present for a `*_by_lua_block`: the code between the braces. */
  readonly code: Span | undefined;
  /** False when the terminating `;` is missing. */
  readonly terminated: boolean;
  /**
   * Stands for the directive and all in it, without their place: the trees of an open text have the same one
   * where all of it at most moves.
   */
  readonly content: object;
  /**
   * Stands for the name and the arguments, without their place: the trees of an open text have the same one
   * where these words at most move.
   */
  readonly wording: {
    /** For what is worked out from the words alone. */ readonly memory: unknown[];
  };
}

export interface Block {
  /** From `{` to the end of `}`; where that is missing, to where the block is taken to end. */
  readonly span: Span;
  readonly directives: readonly Directive[];
  /** False when the closing brace is missing. */
  readonly closed: boolean;
}

/** What is wrong, as ids of the rules that report it. */
export type SyntaxErrorKind =
  /** A character nginx does not accept at this place: `}`, `;`, `{`, or one after a closing quote. */
  | "unexpected-token"
  /** The `;` of a directive is missing. */
  | "directive-not-terminated"
  /** A block directive without `{`. */
  | "block-not-opened"
  /** The `}` of a block is missing. */
  | "block-not-closed"
  /** The closing quote is missing. */
  | "string-not-closed"
  /** A word, string or comment beyond nginx's 4096-byte buffer. */
  | "parameter-too-long"
  /** A byte order mark, which nginx reads as part of the first word. */
  | "byte-order-mark";

export interface SyntaxDefect {
  readonly kind: SyntaxErrorKind;
  /** Where nginx notices: its start is on the line of nginx's own message. */
  readonly span: Span;
  /** nginx's own wording where it has one. */
  readonly message: string;
  /** Where the cause is, if that is another place. */
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** The edit that repairs it, where that is certain. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

export interface SyntaxTree {
  readonly directives: readonly Directive[];
  /** Spans of comments, from `#` to before the line end, in order. */
  readonly comments: readonly Span[];
  readonly errors: readonly SyntaxDefect[];
  /** Present if the text has the tags of a template engine. Words are as written, tags included. */
  readonly template?: TemplateFacts;
}

/** What is not settled until the template is rendered. */
export interface TemplateFacts {
  /** Where any number of directives may come in. */
  readonly insertions: readonly number[];
  /** What not every rendering has, or not once. */
  readonly conditionals: readonly Span[];
}

/**
 * What the recovery from a missing `;` or `}` must know of directive names. Injected, so that
 * `syntax` does not depend on the directive tables.
 */
export interface Vocabulary {
  /** True if nginx, or a module known to us, has a directive of this name in some context. */
  isDirective(name: string): boolean;
  /** True if the name exists only as a block directive; false if only as a simple one; undefined if both or unknown. */
  isBlock(name: string): boolean | undefined;
  /** True if no directive of this name takes `count` arguments. False for an unknown name. */
  rejectsCount(name: string, count: number): boolean;
  /** True if directive `child` is known and never allowed directly in a `parent` block (both names). */
  rejectsParent(child: string, parent: string): boolean;
}
