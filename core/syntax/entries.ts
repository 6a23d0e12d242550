import type { Body, Judge } from "./judge.ts";
import { Kind, type Tokens } from "./tokens.ts";

/**
 * A file without any block, most of whose names are no directives, is meant to be included in a `map`,
 * `geo` or `types` block.
 */
export function looksLikeEntries(text: string, tokens: Tokens, judge: Judge): Body {
  let unknown = 0;
  let atName = true;
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kind(index);
    if (kind === Kind.open) return "directives";
    if (kind === Kind.semicolon) atName = true;
    else if (kind !== Kind.comment && atName) {
      const name = text.slice(tokens.start(index), tokens.end(index));
      unknown += judge.isDirective(name) ? -1 : 1;
      atName = false;
    }
  }
  return unknown > 0 ? "unknown" : "directives";
}
