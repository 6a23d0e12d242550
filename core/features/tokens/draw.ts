import type { SourceFile } from "../../config/source-file.ts";
import type { Span } from "../../text.ts";
import type { Token, TokenModifier, TokenType } from "./token.ts";

/** Colours a span. What was drawn before is on top: only the parts that are still free get the colour. */
export interface Draw {
  (span: Span, type: TokenType, modifiers?: readonly TokenModifier[]): void;
  /** For what a grammar without knowledge of names tells as well. */
  plain(span: Span, type: TokenType): void;
}

export interface Canvas {
  readonly draw: Draw;
  /** In order, not overlapping. */
  tokens(): readonly Token[];
}

/** `isAugmenting`: the editor has such a grammar of its own, so that what is plain is left to it. */
export function canvas({ text }: SourceFile, isAugmenting: boolean): Canvas {
  const drawn: Token[] = [];
  const draw: Draw = Object.assign(
    (span: Span, type: TokenType, modifiers: readonly TokenModifier[] = []) => {
      const last = drawn.at(-1);
      if ((!last || last.span.end <= span.start) && isOnOneLine(text, span)) {
        drawn.push({ span, type, modifiers });
        return;
      }
      const from = drawn.findLastIndex((it) => it.span.end <= span.start) + 1;
      const above = drawn.slice(from).filter((it) => it.span.start < span.end);
      for (const free of linesOf(text, gapsBetween(above, span))) {
        insert(drawn, { span: free, type, modifiers });
      }
    },
    {
      plain: (span: Span, type: TokenType) => {
        if (!isAugmenting) draw(span, type);
      },
    },
  );
  return { draw, tokens: () => drawn };
}

/** As editors count lines: a lone CR ends one too. */
function isOnOneLine(text: string, { start, end }: Span): boolean {
  return start < end && !/[\r\n]/.test(text.slice(start, end));
}

/** The parts of a span that no token covers. Tokens are in order. */
function gapsBetween(tokens: readonly Token[], { start, end }: Span): readonly Span[] {
  const gaps: Span[] = [];
  let at = start;
  for (const { span } of tokens) {
    if (span.start > at) gaps.push({ start: at, end: span.start });
    at = Math.max(at, span.end);
  }
  if (at < end) gaps.push({ start: at, end });
  return gaps;
}

/** The same spans without line breaks. */
function linesOf(text: string, spans: readonly Span[]): readonly Span[] {
  return spans.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({
      start: start + index,
      end: start + index + line.length,
    })),
  );
}

/** Nearly always at the end. */
function insert(tokens: Token[], token: Token): void {
  let at = tokens.length;
  while (at > 0 && (tokens[at - 1]?.span.start ?? 0) > token.span.start) at--;
  tokens.splice(at, 0, token);
}
