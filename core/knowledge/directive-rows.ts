/** The rows of the directive tables, and how they are packed. */
import { CONTEXTS, MODULES, PAST_ROWS, ROWS, WORDS } from "./generated/directives.ts";

/** A kind of block. "other" stands for the blocks of modules that nginx open source does not have. */
export type Place =
  | "main"
  | "events"
  | "http"
  | "http/server"
  | "http/location"
  | "http/location/if"
  | "http/server/if"
  | "http/location/limit_except"
  | "http/upstream"
  | "stream"
  | "stream/server"
  | "stream/upstream"
  | "mail"
  | "mail/server"
  | "other";

/** "plus" also covers separately built NGINX modules; "removed": current nginx does not know the name. */
export type Origin = "nginx" | "njs" | "plus" | "third-party" | "removed";

/** One `ngx_command_t`: what one module accepts under one name. */
export interface DirectiveRow {
  readonly name: string;
  /** "" where a third-party module's own name is not known. */
  readonly module: string;
  readonly origin: Origin;
  /** The `owner/name` on GitHub of a third-party module. */
  readonly repo?: string;
  readonly places: readonly Place[];
  /** Names of the blocks it may stand directly in, "" for the main level; undefined: any block. */
  readonly parents: readonly string[] | undefined;
  readonly block: boolean;
  readonly min: number;
  /** null: unlimited. */
  readonly max: number | null;
  /** The allowed counts where they have a gap. */
  readonly counts?: readonly number[];
  /** Kind of value, by nginx's setter: `flag`, `size`, `msec`, `enum` … */
  readonly slot?: string;
  /** Words of an enumeration or bit mask. */
  readonly values?: readonly string[];
  /** Words that a setter of its own looks for; `name=` and `name:` are prefixes. */
  readonly params?: readonly string[];
  readonly bounds?: readonly [number, number];
  /** Deprecated in favour of this directive. */
  readonly deprecated?: string;
  /** Build conditions, e.g. `NGX_HTTP_SSL`. */
  readonly condition?: string;
  /** The nginx version that brought it in this form; for njs, the oldest that could have it. Default: 1.4.0 has it. */
  readonly since?: string;
  /** The first nginx version that does not have it in this form. */
  readonly until?: string;
  /** True if its setter refuses a second one in the same block; see `clashOf` for those that do so at times. */
  readonly single?: boolean;
  /** Path of the documentation below `https://nginx.org/en/docs/`, without `.html`; "" if undocumented. */
  readonly page: string;
}

/** Where directives of nginx stand, outermost first. */
export const PLACES: readonly Place[] = [
  "main",
  "events",
  "http",
  "http/server",
  "http/location",
  "http/location/if",
  "http/server/if",
  "http/location/limit_except",
  "http/upstream",
  "stream",
  "stream/server",
  "stream/upstream",
  "mail",
  "mail/server",
];
const KNOWN_PLACES: ReadonlySet<string> = new Set(PLACES);

/** The rows of today, by name; nginx's own before all others. */
export function decodeRows(): Map<string, DirectiveRow[]> {
  return decode(ROWS);
}

/** Rows of nginx and njs that a newer version has not, or has in another form. */
export function decodePastRows(): Map<string, DirectiveRow[]> {
  return decode(PAST_ROWS);
}

interface Module {
  readonly origin: Origin;
  readonly module: string;
  readonly page: string;
  readonly repo?: string;
}

interface Contexts {
  readonly places: readonly Place[];
  readonly parents: readonly string[] | undefined;
}

function decode(packed: string): Map<string, DirectiveRow[]> {
  const modules = linesOf(MODULES).map(decodeModule);
  const contexts = linesOf(CONTEXTS).map(decodeContexts);
  const words = linesOf(WORDS).map((it) => it.split(" "));
  const rows = new Map<string, DirectiveRow[]>();
  for (const line of linesOf(packed)) {
    const [name = "", module = "", context = "", arity = "", ...rest] = line.split(" ");
    const row: DirectiveRow = {
      name,
      ...at(modules, module),
      ...at(contexts, context),
      ...decodeArity(arity),
      ...decodeOptions(rest, words),
    };
    const known = rows.get(name);
    if (known) known.push(row);
    else rows.set(name, [row]);
  }
  for (const list of rows.values()) list.sort((a, b) => rank(a) - rank(b));
  return rows;
}

const RANKS: readonly Origin[] = ["nginx", "njs", "plus", "third-party", "removed"];

function rank(row: DirectiveRow): number {
  return RANKS.indexOf(row.origin);
}

function at<T>(list: readonly T[], index: string): T {
  const value = list[Number(index)];
  if (value === undefined) throw new RangeError(`no entry ${index}`);
  return value;
}

function decodeModule(line: string): Module {
  const [origin, module, page = "-", repo] = line.split(" ");
  return {
    origin: RANKS.find((it) => it === origin) ?? "third-party",
    module: module === undefined || module === "-" ? "" : module,
    page: page === "-" ? "" : page,
    ...(repo === undefined ? {} : { repo }),
  };
}

function decodeContexts(line: string): Contexts {
  const contexts = line.split(" ");
  if (line === "" || contexts.includes("any")) {
    return { places: line === "" ? ["other"] : [...PLACES, "other"], parents: undefined };
  }
  return {
    places: [...new Set(contexts.map(placeOf))],
    parents: contexts.map((it) => (it === "main" ? "" : it.replace(/.*\//, ""))),
  };
}

function placeOf(context: string): Place {
  return KNOWN_PLACES.has(context) ? (PLACES.find((it) => it === context) ?? "other") : "other";
}

function decodeArity(text: string): Pick<DirectiveRow, "block" | "min" | "max" | "counts"> {
  const block = text.endsWith("{");
  const range = block ? text.slice(0, -1) : text;
  if (range.includes(",")) {
    const counts = range.split(",").map(Number);
    return { block, min: counts[0] ?? 0, max: counts.at(-1) ?? 0, counts };
  }
  const [min = "", max = min] = range.replace("+", "").split("-");
  return { block, min: Number(min), max: range.endsWith("+") ? null : Number(max) };
}

type Options = Pick<
  DirectiveRow,
  | "slot"
  | "values"
  | "params"
  | "bounds"
  | "deprecated"
  | "condition"
  | "since"
  | "until"
  | "single"
>;

function decodeOptions(parts: readonly string[], words: readonly (readonly string[])[]): Options {
  const option = (key: string) => parts.find((it) => it.startsWith(`${key}=`))?.slice(2);
  const slot = parts.find((it) => !it.includes("="));
  const values = option("v");
  const params = option("p");
  const bounds = option("b")?.split(":").map(Number);
  const deprecated = option("d");
  const condition = option("i");
  const since = option("s");
  const until = option("u");
  return {
    ...(slot && { slot }),
    ...(values && { values: at(words, values) }),
    ...(params && { params: at(words, params) }),
    ...(bounds && { bounds: [bounds[0] ?? 0, bounds[1] ?? 0] as const }),
    ...(deprecated && { deprecated }),
    ...(condition && { condition }),
    ...(since && { since }),
    ...(until && { until }),
    ...(option("r") && { single: true }),
  };
}

/** The lines of a generated table. */
export function linesOf(text: string): readonly string[] {
  return text.slice(1).split("\n");
}
