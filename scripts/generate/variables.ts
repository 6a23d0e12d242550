/** `core/knowledge/generated/variables.ts`: every variable of nginx, njs and NGINX Plus. */
import { getVariables } from "@nginx/reference-lib";
import { compare, HEADER, linesConstant, type Output, readSource } from "./output.ts";

interface VariableRow {
  readonly name: string;
  readonly kind: string;
  readonly prefix: boolean;
  readonly changeable: boolean;
}

/** Documented, but the configuration must define them. */
const NOT_DEFINED: ReadonlySet<string> = new Set(["memcached_key"]);

/** A line for each name of a family: `name family [prefix] [fixed]`. */
export function variables(): Output[] {
  const own = readSource<VariableRow[]>("variables.json").filter((it) => !NOT_DEFINED.has(it.name));
  const known = new Set(own.flatMap((it) => [it.name, `${it.name}*`]));
  const lines = own.map(({ name, kind, prefix, changeable }) =>
    [name, kind, ...(prefix ? ["prefix"] : []), ...(changeable ? [] : ["fixed"])].join(" "),
  );
  for (const name of foreignNames()) {
    if (!known.has(name.text) && !NOT_DEFINED.has(name.text))
      lines.push(`${name.text} any${name.prefix ? " prefix" : ""}`);
  }
  const text = [
    HEADER,
    "// Decoded by ../variables.ts.",
    "",
    linesConstant("VARIABLES", [...new Set(lines)].sort(compare)),
    "",
  ].join("\n");
  return [{ path: "core/knowledge/generated/variables.ts", text }];
}

/** The documentation files variables under the wrong family at times, and writes the open end as `NAME`. */
function foreignNames(): { readonly text: string; readonly prefix: boolean }[] {
  return getVariables().map(({ name }) => {
    const text = name.replace(/^\$/, "");
    const open = /^(.*?)(NAME|\*|\.\.\.)$/.exec(text)?.[1];
    return { text: open ?? text, prefix: open !== undefined };
  });
}
