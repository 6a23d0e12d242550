/** Tells nginx configuration from other text, for shells that search folders. */
import { lookUp } from "../knowledge/directives.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { VOCABULARY } from "../knowledge/vocabulary.ts";
import type { Directive } from "../syntax/tree.ts";
import type { SourceFile } from "./source-file.ts";

/** Enough of a file to know what it is. */
const SAMPLE = 200;

/**
 * True if most of a file's first directives are nginx's, ended as nginx ends them. `include` is no
 * proof where other directives stand: name servers have it too.
 */
export function readsLikeNginx(file: SourceFile): boolean {
  let known = 0;
  let seen = 0;
  let includes = 0;
  const pending: Directive[] = file.tree.directives.slice(0, SAMPLE).reverse();
  for (let it = pending.pop(); it && seen + includes < SAMPLE; it = pending.pop()) {
    if (it.name.text === "include" && isWhole(it)) {
      includes++;
      continue;
    }
    seen++;
    if (isWhole(it) && isNginxs(it)) known++;
    if (it.block && !MAPPINGS.has(it.name.text))
      pending.push(...it.block.directives.slice(0, SAMPLE));
  }
  if (seen === 0) return includes > 0;
  return known > 0 && (known + includes) * 2 >= seen + includes;
}

/** Blocks that hold values, not directives. */
const MAPPINGS: ReadonlySet<string> = new Set(["map", "geo", "split_clients", "types"]);

function isWhole(directive: Directive): boolean {
  const { terminated, block, code } = directive;
  return terminated || block !== undefined || code !== undefined;
}

/** Known by name and form: loggers and mail servers have `if`, `set` and `protocol` as well. */
function isNginxs({ name, args, block, code }: Directive): boolean {
  if (!VOCABULARY.isDirective(name.text)) return false;
  if (code) return true;
  if (name.text === "if" && !isCondition(args.map((it) => it.text))) return false;
  const isSure = !args.some((it) => hasPlaceholder(it.raw));
  if (isSure && VOCABULARY.rejectsCount(name.text, args.length)) return false;
  const rows = lookUp(name.text);
  return rows.length === 0 || rows.some((it) => it.block === (block !== undefined));
}

function isCondition(args: readonly string[]): boolean {
  return args[0]?.startsWith("(") === true && args.at(-1)?.endsWith(")") === true;
}
