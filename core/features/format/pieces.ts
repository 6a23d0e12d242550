/** A text as what must stay and the blanks between: the pieces that formatting arranges. */
import type { SourceFile } from "../../config/source-file.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";

export type PieceKind =
  | "name"
  | "argument"
  /** The `;`. */
  | "end"
  | "open"
  | "close"
  /** The Lua code between braces, up to the blanks before its `}`. */
  | "code"
  | "comment"
  /** A tag of a template engine, alone on its line. */
  | "tag";

export interface Piece extends Span {
  readonly kind: PieceKind;
  /** How many blocks it is in. */
  readonly depth: number;
  /** The directive that it is part of; undefined for a comment or tag between directives. */
  readonly directive: Directive | undefined;
  /** The block directive that it is in. */
  readonly parent: Directive | undefined;
}

export interface Pieces {
  /** In order; between two of them, before the first and after the last are blanks only. */
  readonly pieces: readonly Piece[];
  /** Places with anything else, which formatting must leave alone. */
  readonly unknown: readonly Span[];
}

export function piecesOf({ text, tree }: SourceFile): Pieces {
  const collector = new Collector(text, tree.comments);
  const frames: Frame[] = [{ directives: tree.directives, at: 0, directive: undefined }];
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const depth = frames.length - 1;
    const next = frame.directives[frame.at++];
    if (next) {
      collector.head(next, depth, frame.directive);
      const { block } = next;
      if (block) frames.push({ directives: block.directives, at: 0, directive: next });
    } else {
      frames.pop();
      if (frame.directive) collector.close(frame.directive, depth - 1, frames.at(-1)?.directive);
    }
  }
  return collector.finish();
}

interface Frame {
  readonly directives: readonly Directive[];
  at: number;
  /** The one whose block it is. */
  readonly directive: Directive | undefined;
}

const BLANKS = /^[ \t\r\n]*$/;
const TRAILING_BLANKS = /[ \t\r]+$/;
const BLANKS_OF_LAST_LINE = /\n[ \t]*$/;
const TAG_LINE = /^(\{\{.*\}\}|\{%.*%\}|\{#.*#\}|<%.*%>|\$\{\w+\}|@\w+@|%%\w+%%|__\w+__)$/;

class Collector {
  readonly #text: string;
  readonly #comments: readonly Span[];
  readonly #pieces: Piece[] = [];
  readonly #unknown: Span[] = [];
  #comment = 0;
  #at = 0;

  constructor(text: string, comments: readonly Span[]) {
    this.#text = text;
    this.#comments = comments;
  }

  /** All of a directive but what its braces hold, and the closing one. */
  head(directive: Directive, depth: number, parent: Directive | undefined): void {
    const { name, args, block, code, span, terminated } = directive;
    const own = { depth, directive, parent };
    this.#until(name.span.start, { depth, directive: undefined, parent });
    this.#push({ ...own, kind: "name", ...name.span });
    for (const arg of args) {
      this.#until(arg.span.start, own);
      this.#push({ ...own, kind: "argument", ...arg.span });
    }
    if (block) this.#character(block.span.start, { ...own, kind: "open" });
    else if (code) this.#code(code, own);
    else if (terminated) this.#character(span.end - 1, { ...own, kind: "end" });
    else this.#unknown.push(span);
  }

  /** The closing brace of a block directive. */
  close(directive: Directive, depth: number, parent: Directive | undefined): void {
    const { block, span } = directive;
    this.#until(span.end - (block?.closed ? 1 : 0), {
      depth: depth + 1,
      directive: undefined,
      parent: directive,
    });
    if (!block?.closed) this.#unknown.push(span);
    else this.#character(span.end - 1, { kind: "close", depth, directive, parent });
  }

  finish(): Pieces {
    this.#until(this.#text.length, { depth: 0, directive: undefined, parent: undefined });
    return { pieces: this.#pieces, unknown: this.#unknown };
  }

  #code({ start, end }: Span, own: Omit<Piece, "kind" | keyof Span>): void {
    this.#character(start - 1, { ...own, kind: "open" });
    const last = BLANKS_OF_LAST_LINE.exec(this.#text.slice(start, end));
    this.#push({ ...own, kind: "code", start, end: last ? start + last.index + 1 : end });
    this.#at = end;
    if (this.#text[end] === "}") this.#character(end, { ...own, kind: "close" });
    else this.#unknown.push({ start, end });
  }

  #character(start: number, piece: Omit<Piece, keyof Span>): void {
    this.#until(start, piece);
    this.#push({ ...piece, start, end: start + 1 });
  }

  /** Takes the comments and tags before the next piece. */
  #until(offset: number, around: Omit<Piece, "kind" | keyof Span>): void {
    for (;;) {
      const comment = this.#comments[this.#comment];
      if (!comment || comment.start >= offset) break;
      this.#comment++;
      if (comment.start < this.#at) continue;
      this.#blanks(comment.start, around);
      const raw = this.#text.slice(comment.start, comment.end);
      const end = comment.start + raw.replace(TRAILING_BLANKS, "").length;
      this.#push({ ...around, kind: "comment", start: comment.start, end });
    }
    this.#blanks(offset, around);
  }

  #push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#at = Math.max(this.#at, piece.end);
  }

  /** Sees to it that only blanks are between the last piece and `offset`. */
  #blanks(offset: number, around: Omit<Piece, "kind" | keyof Span>): void {
    const start = this.#at;
    const gap = this.#text.slice(start, offset);
    if (BLANKS.test(gap)) return;
    const isWhole = around.directive === undefined && this.#isOwnLines(start, offset);
    const tags = isWhole ? tagLines(gap, start) : undefined;
    if (tags) for (const tag of tags) this.#push({ ...around, kind: "tag", ...tag });
    else {
      const unknown = gap.trim();
      const at = start + gap.indexOf(unknown);
      this.#unknown.push({ start: at, end: at + unknown.length });
    }
  }

  /** True if no piece shares a line with what is between. */
  #isOwnLines(start: number, end: number): boolean {
    const gap = this.#text.slice(start, end);
    const before = start === 0 || /^[ \t\r]*\n/.test(gap);
    return before && (end === this.#text.length || /\n[ \t]*$/.test(gap));
  }
}

/** The lines of a text if each is empty or one tag. */
function tagLines(text: string, offset: number): readonly Span[] | undefined {
  const found: Span[] = [];
  let start = offset;
  for (const line of text.split("\n")) {
    const tag = line.trim();
    if (tag !== "") {
      if (!TAG_LINE.test(tag)) return undefined;
      const at = start + line.indexOf(tag);
      found.push({ start: at, end: at + tag.length });
    }
    start += line.length + 1;
  }
  return found;
}
