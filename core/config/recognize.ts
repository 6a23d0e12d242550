/** Tells nginx configuration from other text, for shells that search folders. */
import { VOCABULARY } from "../knowledge/vocabulary.ts";
import type { Directive } from "../syntax/tree.ts";
import type { SourceFile } from "./source-file.ts";

/** Enough of a file to know what it is. */
const SAMPLE = 200;

/** True if most of a file's first directives are nginx's, ended as nginx ends them. */
export function readsLikeNginx(file: SourceFile): boolean {
  let known = 0;
  let seen = 0;
  const pending: Directive[] = file.tree.directives.slice(0, SAMPLE).reverse();
  for (let it = pending.pop(); it && seen < SAMPLE; it = pending.pop()) {
    seen++;
    if (isWhole(it) && VOCABULARY.isDirective(it.name.text)) known++;
    if (it.block && !MAPPINGS.has(it.name.text))
      pending.push(...it.block.directives.slice(0, SAMPLE));
  }
  return known > 0 && known * 2 >= seen;
}

/** Blocks that hold values, not directives. */
const MAPPINGS: ReadonlySet<string> = new Set(["map", "geo", "split_clients", "types"]);

function isWhole(directive: Directive): boolean {
  return directive.terminated || directive.block !== undefined;
}
