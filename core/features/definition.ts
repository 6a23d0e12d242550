/** Where the name under the cursor is defined. */
import type { Config } from "../config/config.ts";
import type { Span } from "../text.ts";
import type { Cursor } from "./cursor.ts";
import { isDefinition, type Place, symbolAt } from "./symbols/symbol.ts";
import { nameSpan } from "./symbols/table.ts";

export interface Definition {
  readonly file: string;
  /** Just the name. */
  readonly name: Span;
  /** The directive's words: what to show of a long block. */
  readonly whole: Span;
}

export interface Defined {
  /** The name that was asked about. */
  readonly origin: Span;
  readonly definitions: readonly Definition[];
}

/** Undefined if there is no name under the cursor; no definitions if nginx itself or an unseen file has it. */
export function definitionsAt(configs: readonly Config[], cursor: Cursor): Defined | undefined {
  const symbol = symbolAt(configs, cursor);
  if (!symbol) return undefined;
  return {
    origin: nameSpan(symbol.at.mention),
    definitions: symbol.places.filter(isDefinition).map(definitionOf),
  };
}

function definitionOf({ file, span, mention }: Place): Definition {
  const { name, args } = mention.located.directive;
  const end = (args.at(-1) ?? name).span.end;
  return { file, name: span, whole: { start: name.span.start, end } };
}
