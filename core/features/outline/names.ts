/** How blocks and definitions are called in outlines and lists. */
import { rememberedOfWords } from "../../config/memory.ts";
import type { Directive } from "../../syntax/tree.ts";

export type OutlineKind =
  | "section"
  | "server"
  | "location"
  | "condition"
  | "upstream"
  | "member"
  | "variable"
  | "zone"
  | "format"
  | "file"
  | "code"
  | "block";

const KINDS: Readonly<Record<string, OutlineKind>> = {
  events: "section",
  http: "section",
  stream: "section",
  mail: "section",
  server: "server",
  location: "location",
  if: "condition",
  limit_except: "condition",
  upstream: "upstream",
  map: "variable",
  geo: "variable",
  split_clients: "variable",
};

/** Directives without a block that define what others name. */
const LEAVES: Readonly<Record<string, OutlineKind>> = {
  include: "file",
  log_format: "format",
  limit_req_zone: "zone",
  limit_conn_zone: "zone",
  proxy_cache_path: "zone",
  fastcgi_cache_path: "zone",
  uwsgi_cache_path: "zone",
  scgi_cache_path: "zone",
  keyval_zone: "zone",
  js_shared_dict_zone: "zone",
  lua_shared_dict: "zone",
};

/** Blocks of entries, which are no outline. */
const TABLES: ReadonlySet<string> = new Set([
  "map",
  "geo",
  "split_clients",
  "types",
  "charset_map",
]);

/** True for a block of entries, of which none is part of an outline. */
export function isTable(name: string): boolean {
  return TABLES.has(name);
}

/** Undefined for what is no part of an outline, in a block that is no table. */
export function outlineKind(directive: Directive, parent: string): OutlineKind | undefined {
  const { leaf, block } = kindsOf(directive);
  if (directive.code) return "code";
  if (directive.block) return block;
  return parent === "upstream" && directive.name.text === "server" ? "member" : leaf;
}

/** What the words are with and without a block. */
const kindsOf = rememberedOfWords(({ name: { text } }) => ({
  leaf: LEAVES[text],
  block: KINDS[text] ?? "block",
}));

export interface BlockName {
  readonly name: string;
  readonly detail: string;
}

export function blockName(directive: Directive): BlockName {
  return directive.name.text === "server" && directive.block
    ? serverName(directive)
    : wordsName(directive);
}

const wordsName = rememberedOfWords(({ name, args }: Directive): BlockName => {
  const words = args.map((it) => it.text);
  const [first = "", second = ""] = words;
  switch (name.text) {
    case "server":
      return { name: `server ${first}`, detail: words.slice(1).join(" ") };
    case "map":
    case "split_clients":
      return { name: `${name.text} ${second}`, detail: `by ${first}` };
    case "geo":
      return { name: `geo ${words.at(-1) ?? ""}`, detail: words.length > 1 ? `by ${first}` : "" };
    case "log_format":
      return { name: `log_format ${first}`, detail: "" };
    default:
      return (
        zoneName(name.text, words) ?? {
          name: shortened([name.text, ...words].join(" ")),
          detail: "",
        }
      );
  }
});

function zoneName(name: string, words: readonly string[]): BlockName | undefined {
  const word = words.find((it) => /^(keys_)?zone=/.test(it));
  const zone = word === undefined ? undefined : /=([^:]*)/.exec(word)?.[1];
  if (zone === undefined) return undefined;
  return {
    name: `${name} ${zone}`,
    detail: shortened(words.filter((it) => it !== word).join(" ")),
  };
}

/** `server backend1.example.com:443`: the first name and the first port, as far as they stand in this very file. */
function serverName({ block }: Directive): BlockName {
  const names = wordsOf(block?.directives ?? [], "server_name");
  const listens = (block?.directives ?? []).filter((it) => it.name.text === "listen");
  const [listen] = listens;
  const address = listen?.args[0]?.text ?? "";
  const port = portOf(address);
  const [first = ""] = names.filter((it) => it !== "");
  const name = first !== "" ? `${first}${port === undefined ? "" : `:${port}`}` : address;
  const flags = new Set(listens.flatMap((it) => it.args.slice(1).map((word) => word.text)));
  const shown = ["ssl", "quic", "udp", "default_server"].filter((it) => flags.has(it));
  const others = names.length > 1 ? [`+${names.length - 1}`] : [];
  return { name: `server ${name}`.trim(), detail: [...others, ...shown].join(" ") };
}

function wordsOf(directives: readonly Directive[], name: string): readonly string[] {
  return directives
    .filter((it) => it.name.text === name)
    .flatMap((it) => it.args.map((word) => word.text));
}

/** Of a `listen` address; undefined for a socket in the file system and where none is written. */
function portOf(address: string): string | undefined {
  if (address.startsWith("unix:")) return undefined;
  return /^(?:.*:)?(\d+)$/.exec(address)?.[1];
}

const LONGEST = 80;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
