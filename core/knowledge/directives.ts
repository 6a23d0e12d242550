/** Every directive of nginx, njs, NGINX Plus and the common third-party modules. */
import { CONTEXTS, MODULES, ROWS, WORDS } from "./generated/directives.ts";
import { TLS_ROWS } from "./generated/tls.ts";

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
  /** Path of the documentation below `https://nginx.org/en/docs/`, without `.html`; "" if undocumented. */
  readonly page: string;
}

const PLACES: readonly Place[] = [
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

/** Rows of this exact, case-sensitive name; nginx's own before all others. */
export function lookUp(name: string): readonly DirectiveRow[] {
  return table().get(name) ?? [];
}

/** Every known name with its rows. */
export function allDirectives(): ReadonlyMap<string, readonly DirectiveRow[]> {
  return table();
}

/** True for a row that nginx open source (with njs) itself has. */
export function isOwn(row: DirectiveRow): boolean {
  return row.origin === "nginx" || row.origin === "njs";
}

const THIRD_PARTY_NAME =
  /^(lua_|more_|brotli|pagespeed|vhost_traffic_|geoip2|app_protect|auth_jwt|zone_sync|passenger_|modsecurity)|_by_lua/;

/** True for a name that nginx and njs lack, and that a module outside nginx open source has or would have. */
export function isThirdPartyName(name: string): boolean {
  const rows = lookUp(name);
  return rows.length > 0
    ? rows.every((it) => it.origin === "third-party")
    : THIRD_PARTY_NAME.test(name);
}

/** The nginx.org anchor of a directive; of its index where the directive is undocumented. */
export function docUrl(name: string, place?: Place): string {
  const rows = lookUp(name).filter((it) => it.page !== "");
  const family = place?.replace(/\/.*/, "");
  const row =
    rows.find((it) => place !== undefined && it.places.includes(place)) ??
    rows.find((it) => family !== undefined && it.page.startsWith(`${family}/`)) ??
    rows[0];
  return row ? `${DOCS}${row.page}.html#${name}` : `${DOCS}dirindex.html`;
}

const DOCS = "https://nginx.org/en/docs/";

export type TlsFamily = "http" | "stream" | "mail" | "core";

export interface TlsDirective {
  readonly name: string;
  readonly family: TlsFamily;
  /** As documented; undefined if it has none. Protocol lists: see `defaultProtocols`. */
  readonly default: string | undefined;
  /** nginx version that brought it; for `js_*` the njs version. */
  readonly since: string | undefined;
  /** What a second one in the same block does. */
  readonly repetition: "duplicate" | "appends" | "merges" | "overrides";
  /** `array` and `set`: inherited whole, by a level that has none of its own. */
  readonly inheritance: "scalar" | "array" | "set" | "never" | "parts";
  readonly syntax: string;
  readonly doc: string;
}

export function tlsDirective(name: string, family: TlsFamily): TlsDirective | undefined {
  return tlsTable().get(`${name}\t${family}`);
}

export function allTlsDirectives(): Iterable<TlsDirective> {
  return tlsTable().values();
}

const table = once(decodeRows);
const tlsTable = once(decodeTls);

/** Decoding waits for the first question. */
function once<T>(decode: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= decode();
    return value;
  };
}

function linesOf(text: string): readonly string[] {
  return text.slice(1).split("\n");
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

function decodeRows(): ReadonlyMap<string, readonly DirectiveRow[]> {
  const modules = linesOf(MODULES).map(decodeModule);
  const contexts = linesOf(CONTEXTS).map(decodeContexts);
  const words = linesOf(WORDS).map((it) => it.split(" "));
  const rows = new Map<string, DirectiveRow[]>();
  for (const line of linesOf(ROWS)) {
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
  "slot" | "values" | "params" | "bounds" | "deprecated" | "condition"
>;

function decodeOptions(parts: readonly string[], words: readonly (readonly string[])[]): Options {
  const option = (key: string) => parts.find((it) => it.startsWith(`${key}=`))?.slice(2);
  const slot = parts.find((it) => !it.includes("="));
  const values = option("v");
  const params = option("p");
  const bounds = option("b")?.split(":").map(Number);
  const deprecated = option("d");
  const condition = option("i");
  return {
    ...(slot && { slot }),
    ...(values && { values: at(words, values) }),
    ...(params && { params: at(words, params) }),
    ...(bounds && { bounds: [bounds[0] ?? 0, bounds[1] ?? 0] as const }),
    ...(deprecated && { deprecated }),
    ...(condition && { condition }),
  };
}

const FAMILIES: readonly TlsFamily[] = ["http", "stream", "mail", "core"];
const REPETITIONS = ["duplicate", "appends", "merges", "overrides"] as const;
const INHERITANCES = ["scalar", "array", "set", "never", "parts"] as const;

function decodeTls(): ReadonlyMap<string, TlsDirective> {
  const rows = new Map<string, TlsDirective>();
  for (const line of linesOf(TLS_ROWS)) {
    const [name = "", family, value, since, repetition, inheritance, syntax = "", page = ""] =
      line.split("\t");
    const row: TlsDirective = {
      name,
      family: FAMILIES.find((it) => it === family) ?? "core",
      default: value || undefined,
      since: since || undefined,
      repetition: REPETITIONS.find((it) => it === repetition) ?? "duplicate",
      inheritance: INHERITANCES.find((it) => it === inheritance) ?? "scalar",
      syntax,
      doc: `${DOCS}${page}.html#${name}`,
    };
    rows.set(`${name}\t${row.family}`, row);
  }
  return rows;
}
