/** Every name that a configuration defines, and where it is used. Made when first asked for. */
import type { Config } from "../../config/config.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import type { Draft } from "./draft.ts";
import { type KeyedDraft, readingOf } from "./reading.ts";
import { ENTRY_VARIABLE } from "./upstreams.ts";
import { spanInWord } from "./word-span.ts";

/** One place that defines or names something. */
export interface Mention {
  readonly draft: KeyedDraft;
  readonly located: Located;
  /** `possible`: a value of a variable that a pass uses for its host. */
  readonly role: "definition" | "use" | "possible";
  /** Mentions with a common key mean the same thing; several only outside of all servers. */
  readonly keys: readonly string[];
}

export interface SymbolTable {
  readonly config: Config;
  readonly byKey: ReadonlyMap<string, readonly Mention[]>;
  /** Hosts that passes name and no upstream defines, by the keys that upstreams of these names would have. */
  readonly hosts: ReadonlyMap<string, readonly Mention[]>;
  /** Made when first asked for. */
  readonly byDirective: ReadonlyMap<Directive, readonly Mention[]>;
}

/** The names that a configuration gives. */
export function symbolsOf(config: Config): SymbolTable {
  return tableOf(TABLES, config, "own");
}

/** The variables that nginx has of itself; there are many uses of them, and few questions. */
export function builtInsOf(config: Config): SymbolTable {
  return tableOf(BUILT_IN_TABLES, config, "builtIn");
}

type Part = "own" | "builtIn";
type Tables = WeakMap<Config, SymbolTable>;

const TABLES: Tables = new WeakMap();
const BUILT_IN_TABLES: Tables = new WeakMap();

function tableOf(tables: Tables, config: Config, part: Part): SymbolTable {
  let table = tables.get(config);
  if (!table) {
    table = new Builder(config, part).build();
    tables.set(config, table);
  }
  return table;
}

function wordOf({ draft, located: { directive } }: Mention): Word {
  return (draft.argument < 0 ? undefined : directive.args[draft.argument]) ?? directive.name;
}

/** Just the name, as it stands in the file. */
export function nameSpan(mention: Mention): Span {
  return spanInWord(wordOf(mention), mention.draft.start, mention.draft.end);
}

/** The name with `$`, `@` and braces. */
export function fullSpan(mention: Mention): Span {
  return spanInWord(wordOf(mention), mention.draft.from, mention.draft.to);
}

interface Waiting {
  readonly draft: KeyedDraft;
  readonly located: Located;
}

class Builder {
  readonly #config: Config;
  readonly #part: Part;
  readonly #byKey = new Map<string, Mention[]>();
  readonly #hosts = new Map<string, Mention[]>();
  /** What is decided when all definitions are known. */
  readonly #waiting: Waiting[] = [];
  readonly #hostVariables = new Set<string>();
  /** Keys of named locations, by name. */
  readonly #locations = new Map<string, Set<string>>();

  constructor(config: Config, part: Part) {
    this.#config = config;
    this.#part = part;
  }

  build(): SymbolTable {
    for (const scope of this.#config.root.inward()) {
      for (const located of scope.entries) this.#read(located);
    }
    for (const it of this.#waiting) this.#decide(it);
    const byKey = this.#byKey;
    let byDirective: ReadonlyMap<Directive, readonly Mention[]> | undefined;
    return {
      config: this.#config,
      byKey,
      hosts: this.#hosts,
      get byDirective() {
        byDirective ??= groupByDirective(byKey.values());
        return byDirective;
      },
    };
  }

  #read(located: Located): void {
    const reading = readingOf(located);
    if (reading.hostVariable !== undefined) this.#hostVariables.add(reading.hostVariable);
    for (const draft of reading[this.#part]) {
      const { role } = draft;
      if (draft.kind === "named location") this.#readLocation(draft, located);
      else if (role === "definition" || role === "use") {
        append(this.#byKey, draft.key, { draft, located, role, keys: draft.keys });
      } else this.#waiting.push({ draft, located });
    }
  }

  /** A named location belongs to its server; what stands outside means that of any. */
  #readLocation(draft: KeyedDraft, located: Located): void {
    const server = serverOf(located.scope);
    if (!server) {
      this.#waiting.push({ draft, located });
      return;
    }
    const key = `${draft.key}\n${server.index}`;
    const keys = this.#locations.get(draft.name);
    if (keys) keys.add(key);
    else this.#locations.set(draft.name, new Set([key]));
    const role = draft.role === "definition" ? "definition" : "use";
    append(this.#byKey, key, { draft, located, role, keys: [key] });
  }

  #decide({ draft, located }: Waiting): void {
    const { key, keys } = draft;
    if (draft.kind === "named location") {
      const all = [...(this.#locations.get(draft.name) ?? keys)];
      const mention: Mention = { draft, located, role: "use", keys: all };
      for (const it of all) append(this.#byKey, it, mention);
      return;
    }
    const isDefined = this.#byKey.has(key);
    if (draft.role === "candidate") {
      append(isDefined ? this.#byKey : this.#hosts, key, { draft, located, role: "use", keys });
    } else if (isDefined && this.#reachesPass(draft, located)) {
      append(this.#byKey, key, { draft, located, role: "possible", keys });
    }
  }

  /** True for a value of a variable that some pass has its host from. */
  #reachesPass({ variable, domain }: Draft, { scope }: Located): boolean {
    const opener = scope.opener?.directive;
    const index = ENTRY_VARIABLE[opener?.name.text ?? ""];
    const entry = index === undefined ? undefined : opener?.args.at(index)?.text.slice(1);
    const name = variable ?? entry?.toLowerCase();
    return name !== undefined && this.#hostVariables.has(`${domain} ${name}`);
  }
}

function append(map: Map<string, Mention[]>, key: string, mention: Mention): void {
  const list = map.get(key);
  if (list) list.push(mention);
  else map.set(key, [mention]);
}

function groupByDirective(
  lists: Iterable<readonly Mention[]>,
): ReadonlyMap<Directive, readonly Mention[]> {
  const found = new Map<Directive, Mention[]>();
  for (const list of lists) {
    for (const mention of list) {
      const known = found.get(mention.located.directive);
      if (!known) found.set(mention.located.directive, [mention]);
      else if (!known.includes(mention)) known.push(mention);
    }
  }
  return found;
}

/** The server around a block; in a fragment without one, all of it. */
function serverOf(scope: Scope): Scope | undefined {
  let outermost = scope;
  for (const it of scope.outward()) {
    if (it.place === "http/server") return it;
    outermost = it;
  }
  return outermost.place === "main" || outermost.place === "http" ? undefined : outermost;
}
