/** The order in which nginx reads: a block's directives before those after the block. */
import type { Located, Scope } from "./scope.ts";

/** Every directive of a block and the blocks in it, included files in place. */
export function* inReadingOrder(scope: Scope): Generator<Located> {
  const pending: Iterator<Located>[] = [scope.entries.values()];
  for (let innermost = pending.at(-1); innermost; innermost = pending.at(-1)) {
    const next = innermost.next();
    if (next.done) pending.pop();
    else {
      yield next.value;
      if (next.value.block) pending.push(next.value.block.entries.values());
    }
  }
}
