/** The `ngx_command_t` tables of one C source. */
import { cleanSource, groupAt, groupsIn, splitArguments } from "./c-source.ts";

/** One directive of one module, as `core/knowledge/sources/directives.json` has it. */
export interface Command {
  readonly name: string;
  readonly module: string;
  readonly contexts: readonly string[];
  readonly block: boolean;
  readonly min: number;
  readonly max: number | null;
  readonly counts?: readonly number[];
  readonly handler: string;
}

export interface SourceFacts {
  readonly commands: readonly Command[];
  /** Setter functions that refuse a second directive in one block. */
  readonly unrepeatable: readonly string[];
}

export function readCommands(source: string): SourceFacts {
  const text = cleanSource(source);
  const modules = new Map<string, string>();
  for (const match of text.matchAll(/\bngx_module_t\s+(\w+)\s*=\s*\{/g)) {
    const parts = splitArguments(groupAt(text, endOf(match)));
    if (match[1] && parts[2]) modules.set(parts[2], match[1]);
  }
  const commands: Command[] = [];
  for (const match of text.matchAll(/\bngx_command_t\s+(\w+)\[\]\s*=\s*\{/g)) {
    const module = modules.get(match[1] ?? "");
    if (module === undefined) continue;
    for (const entry of groupsIn(groupAt(text, endOf(match)))) {
      const command = readEntry(entry, module);
      if (command) commands.push(command);
    }
  }
  return { commands, unrepeatable: unrepeatableSetters(text) };
}

/** Position of the brace that ends a match. */
function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length - 1;
}

function readEntry(entry: readonly string[], module: string): Command | undefined {
  const [nameText = "", flagText = "", handler = ""] = entry;
  const name = /^ngx_string\s*\(\s*"([^"]*)"\s*\)$/.exec(nameText)?.[1];
  if (name === undefined || handler === "") return undefined;
  const flags = flagText.split("|").map((it) => it.trim());
  const contexts = flags.flatMap((it) => CONTEXTS.get(it) ?? []);
  return {
    name,
    module,
    contexts,
    block: flags.includes("NGX_CONF_BLOCK"),
    ...arityOf(flags),
    handler,
  };
}

/** In the order in which `ngx_conf_handler` looks at the flags. */
function arityOf(flags: readonly string[]): Pick<Command, "min" | "max" | "counts"> {
  if (flags.includes("NGX_CONF_ANY")) return { min: 0, max: null };
  if (flags.includes("NGX_CONF_FLAG")) return { min: 1, max: 1 };
  if (flags.includes("NGX_CONF_1MORE")) return { min: 1, max: null };
  if (flags.includes("NGX_CONF_2MORE")) return { min: 2, max: null };
  const counts = [...new Set(flags.flatMap(countsOf))].sort((a, b) => a - b);
  const min = counts[0] ?? 0;
  const max = counts.at(-1) ?? 0;
  const gap = max - min + 1 > counts.length;
  return { min, max, ...(gap && counts.length > 0 ? { counts } : {}) };
}

function countsOf(flag: string): number[] {
  if (flag === "NGX_CONF_NOARGS") return [0];
  const digits = /^NGX_CONF_TAKE(\d+)$/.exec(flag)?.[1];
  return digits === undefined ? [] : [...digits].map(Number);
}

const CONTEXTS: ReadonlyMap<string, string> = new Map([
  ["NGX_ANY_CONF", "any"],
  ["NGX_MAIN_CONF", "main"],
  ["NGX_EVENT_CONF", "events"],
  ["NGX_HTTP_MAIN_CONF", "http"],
  ["NGX_HTTP_SRV_CONF", "http/server"],
  ["NGX_HTTP_LOC_CONF", "http/location"],
  ["NGX_HTTP_UPS_CONF", "http/upstream"],
  ["NGX_HTTP_SIF_CONF", "http/server/if"],
  ["NGX_HTTP_LIF_CONF", "http/location/if"],
  ["NGX_HTTP_LMT_CONF", "http/location/limit_except"],
  ["NGX_STREAM_MAIN_CONF", "stream"],
  ["NGX_STREAM_SRV_CONF", "stream/server"],
  ["NGX_STREAM_UPS_CONF", "stream/upstream"],
  ["NGX_MAIL_MAIN_CONF", "mail"],
  ["NGX_MAIL_SRV_CONF", "mail/server"],
  // The mail module's older flags; its newer ones replace them with the same meaning.
  ["NGX_IMAP_MAIN_CONF", "mail"],
  ["NGX_IMAP_SRV_CONF", "mail/server"],
]);

/** Standard setters that a setter of a module hands on to, and that refuse a second value. */
const SINGLE_SLOT =
  /\bngx_(conf|http|stream)_set_(flag|str|num|size|off|msec|sec|bufs|enum|path|access|complex_value\w*)_slot\(/;

function unrepeatableSetters(text: string): string[] {
  const heads = /^(\w+)\(ngx_conf_t \*cf,\s*ngx_command_t \*\w+,\s*void \*\w+\)\s*\n\{/gm;
  const found: string[] = [];
  for (const match of text.matchAll(heads)) {
    const body = groupAt(text, endOf(match));
    if (match[1] && (body.includes('"is duplicate"') || SINGLE_SLOT.test(body))) {
      found.push(match[1]);
    }
  }
  return found;
}
