/** Entries of the blocks that hold values: `map`, `geo`, `split_clients`, `charset_map`, `types`. */
import { versionAtLeast } from "../../version.ts";
import { fault, type ValueFault } from "./fault.ts";
import { isNetwork, parseIpv4 } from "./network.ts";

/** nginx counts the words of an entry from 0: the one before the `;` that a directive's name would be. */
export type EntryJudge = (words: readonly string[]) => ValueFault | undefined;

export interface BlockContext {
  readonly family: "http" | "stream";
  readonly version: string;
  /** Words of the block's head, after its name. */
  readonly head: readonly string[];
}

/** A judge for the entries of one block, to be asked in order; undefined for a block of another kind. */
export function entryJudge(block: string, context: BlockContext): EntryJudge | undefined {
  return JUDGES[block]?.(context);
}

const JUDGES: Readonly<Record<string, (context: BlockContext) => EntryJudge>> = {
  map: judgeMap,
  geo: judgeGeo,
  split_clients: () => judgeSplitClients,
  charset_map: judgeCharsetMap,
  types: () => (words) =>
    words[0] === "include" && words.length !== 2
      ? fault(0, 'invalid number of arguments in "include" directive')
      : undefined,
};

function judgeMap(): EntryJudge {
  const seen = new Set<string>();
  let hostnames = false;
  let hasDefault = false;
  return (words) => {
    const [key = ""] = words;
    if (words.length === 1 && key === "hostnames") hostnames = true;
    if (words.length === 1 && (key === "hostnames" || key === "volatile")) return undefined;
    if (words.length !== 2) return fault(0, "invalid number of the map parameters");
    if (key === "include" || key.startsWith("~")) return undefined;
    if (key === "default") {
      if (hasDefault) return fault(0, "duplicate default map parameter");
      hasDefault = true;
      return undefined;
    }
    const name = key.replace(/^\\/, "").toLowerCase();
    if (hostnames && !isHostname(name)) return fault(0, `invalid hostname or wildcard "${name}"`);
    const names = hostnames ? hostsOf(name) : [name];
    if (names.some((it) => seen.has(it))) return fault(0, `conflicting parameter "${name}"`);
    for (const it of names) seen.add(it);
    return undefined;
  };
}

/** With `hostnames`: at most one `*`, as the first or last label, and no empty label. */
function isHostname(name: string): boolean {
  if (name.includes("..")) return false;
  const stars = name.split("*").length - 1;
  if (stars === 0) return true;
  return stars === 1 && /^\*\..|.\.\*$/s.test(name);
}

/** `.a` stands for `a` and `*.a`. */
function hostsOf(name: string): readonly string[] {
  return name.startsWith(".") ? [name.slice(1), `*${name}`] : [name];
}

function judgeGeo({ version, family }: BlockContext): EntryJudge {
  let ranges = false;
  let hasNetworks = false;
  const isFlag = (word: string) =>
    word === "ranges" ||
    (word === "proxy_recursive" && family === "http") ||
    (word === "volatile" && versionAtLeast(version, "1.29.3"));
  return (words) => {
    const [key = "", value = ""] = words;
    if (words.length === 1 && isFlag(key)) {
      if (key !== "ranges") return undefined;
      if (hasNetworks) return fault(0, RANGES_LATE);
      ranges = true;
      return undefined;
    }
    if (words.length !== 2) return fault(0, "invalid number of the geo parameters");
    if (key === "include" || key === "default") return undefined;
    if (key === "proxy" && family === "http") return judgeNetwork(1, value);
    const index = key === "delete" ? 1 : 0;
    const network = words[index] ?? "";
    if (!ranges) {
      hasNetworks ||= key !== "delete";
      return judgeNetwork(index, network);
    }
    return isRange(network) ? undefined : fault(index, `invalid range "${network}"`);
  };
}

const RANGES_LATE = 'the "ranges" directive must be the first directive inside "geo" block';

function judgeNetwork(index: number, text: string): ValueFault | undefined {
  const right = text === "255.255.255.255" || isNetwork(text);
  return right ? undefined : fault(index, `invalid network "${text}"`);
}

function isRange(text: string): boolean {
  const dash = text.indexOf("-");
  const start = parseIpv4(text.slice(0, dash));
  const end = parseIpv4(text.slice(dash + 1));
  if (dash < 0 || start === undefined) return false;
  // 255.255.255.255 is nginx's sign for a wrong address, and allowed as an end only.
  if (end === undefined) return text.slice(dash + 1) === "255.255.255.255";
  return start <= end;
}

function judgeSplitClients([percent = ""]: readonly string[]): ValueFault | undefined {
  return percent === "*" || percentOf(percent) > 0
    ? undefined
    : fault(0, `invalid percent value "${percent}"`);
}

/** Hundredths of a percent; 0 where the text is none. */
function percentOf(text: string): number {
  const digits = /^(?=.)\d*(?:\.\d{0,2})?(?=%$)/.exec(text)?.[0];
  return digits === undefined || digits === "." ? 0 : Math.round(Number(digits) * 100);
}

/** The most bytes of a character (`NGX_UTF_LEN` less one). */
const MAX_UTF8 = 4;

function judgeCharsetMap({ head }: BlockContext): EntryJudge {
  const toUtf8 = (head[1] ?? "").toLowerCase() === "utf-8";
  return (words) => {
    const [from = "", to = ""] = words;
    if (words.length !== 2) return fault(0, "invalid parameters number");
    if (!isByte(from)) return fault(0, `invalid value "${from}"`);
    return (toUtf8 ? isUtf8(to) : isByte(to)) ? undefined : fault(1, `invalid value "${to}"`);
  };
}

function isByte(text: string): boolean {
  return /^[\da-f]+$/i.test(text) && Number.parseInt(text, 16) <= 255;
}

/** Bytes that begin with a character of two or three: nginx has none beyond U+FFFF here. */
function isUtf8(text: string): boolean {
  if (text.length / 2 > MAX_UTF8 || !/^([\da-f]{2})+$/i.test(text)) return false;
  return /^(c[2-9a-f]|d.)[89ab]|^e.([89ab].){2}/i.test(text);
}

/** Sum of the parts of a `split_clients` in hundredths of a percent. */
export function totalPercent(percents: readonly string[]): number {
  let sum = 0;
  for (const it of percents) {
    sum = it === "*" ? Math.max(sum, 10_000) : sum + percentOf(it);
    if (sum > 10_000) break;
  }
  return sum;
}
