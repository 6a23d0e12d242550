/**
 * Semantic tokens: what the words of a file mean. They tell more than a grammar can: which names are known,
 * which are out of date, and what a word refers to.
 */
import type { Config } from "../../config/config.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import type { SymbolKind } from "../symbols/draft.ts";
import { builtInsOf, fullSpan, type Mention, symbolsOf } from "../symbols/table.ts";
import { canvas, type Draw } from "./draw.ts";
import { drawKey, drawName, isTable } from "./names.ts";
import type { Token, TokenModifier, TokenType } from "./token.ts";
import { drawValues } from "./values.ts";

export interface TokenOptions {
  readonly nginxVersion: string;
  /** True if the editor colours strings, numbers, comments and the like by a grammar of its own. */
  readonly augments: boolean;
  /** Default: the whole file. */
  readonly range?: Span;
}

/** In order, not overlapping, each on one line. */
export function semanticTokens(
  config: Config,
  file: SourceFile,
  options: TokenOptions,
): readonly Token[] {
  const { range = { start: 0, end: file.text.length } } = options;
  const own = symbolsOf(config).byDirective;
  const builtIn = builtInsOf(config).byDirective;
  const { draw, tokens } = canvas(file, options.augments);
  const comments = file.tree.comments.filter(
    (it) => !options.augments && it.end >= range.start && it.start <= range.end,
  );
  let next = 0;
  const visit = (directives: readonly Directive[], block: Directive | undefined): void => {
    for (const directive of directives) {
      if (directive.span.end < range.start) continue;
      if (directive.span.start > range.end) break;
      for (; isBefore(comments[next], directive); next++) drawComment(comments[next], draw);
      for (const mention of own.get(directive) ?? []) drawMention(mention, draw);
      for (const mention of builtIn.get(directive) ?? []) drawMention(mention, draw, LIBRARY);
      if (block && isTable(block)) drawEntry(directive, block, draw);
      else {
        drawName(directive, draw);
        drawValues(directive, options.nginxVersion, draw);
      }
      if (directive.block) visit(directive.block.directives, directive);
    }
  };
  visit(file.tree.directives, undefined);
  for (const comment of comments.slice(next)) drawComment(comment, draw);
  return tokens();
}

function isBefore(comment: Span | undefined, { span }: Directive): boolean {
  return comment !== undefined && comment.start < span.start;
}

function drawComment(comment: Span | undefined, draw: Draw): void {
  if (comment) draw(comment, "comment");
}

const TYPES: Readonly<Record<SymbolKind, TokenType>> = {
  upstream: "class",
  "named location": "method",
  variable: "variable",
  zone: "struct",
  cache: "struct",
  "log format": "interface",
  "match block": "type",
  provider: "type",
  issuer: "type",
};

const LIBRARY: readonly TokenModifier[] = ["defaultLibrary"];

function drawMention(mention: Mention, draw: Draw, further: readonly TokenModifier[] = []): void {
  const modifiers: TokenModifier[] = mention.role === "definition" ? ["declaration"] : [];
  draw(fullSpan(mention), TYPES[mention.draft.kind], [...modifiers, ...further]);
}

function drawEntry(entry: Directive, block: Directive, draw: Draw): void {
  drawKey(entry, block, draw);
  for (const arg of entry.args) {
    if (arg.quote !== "") draw.plain(arg.span, "string");
    else if (/^\d+$/.test(arg.text)) draw.plain(arg.span, "number");
  }
}
