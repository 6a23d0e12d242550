/** Every name that a configuration defines, and where it is used. Made when first asked for. */
import type { Config } from "../../config/config.ts";
import { remembered } from "../../config/memory.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import { areaOf } from "./blocks.ts";
import { comparedName, type Draft } from "./draft.ts";
import { nameDrafts } from "./names.ts";
import { ENTRY_VARIABLE, hostVariable, isPass, upstreamDrafts } from "./upstreams.ts";
import { variableDrafts } from "./variables.ts";
import { spanInWord } from "./word-span.ts";

/** One place that defines or names something. */
export interface Mention {
  readonly draft: Draft;
  readonly located: Located;
  readonly word: Word;
  /** `possible`: a value of a variable that a pass uses for its host. */
  readonly role: "definition" | "use" | "possible";
  /** Mentions with a common key mean the same thing; several only outside of all servers. */
  readonly keys: readonly string[];
}

export interface SymbolTable {
  readonly config: Config;
  /** In the order that nginx reads in. */
  readonly byKey: ReadonlyMap<string, readonly Mention[]>;
  readonly byDirective: ReadonlyMap<Directive, readonly Mention[]>;
  /** Hosts that passes name and no upstream defines, by the keys that upstreams of these names would have. */
  readonly hosts: ReadonlyMap<string, readonly Mention[]>;
}

export function symbolsOf(config: Config): SymbolTable {
  let table = TABLES.get(config);
  if (!table) {
    table = new Builder(config).build();
    TABLES.set(config, table);
  }
  return table;
}

const TABLES = new WeakMap<Config, SymbolTable>();

/** Just the name, as it stands in the file. */
export function nameSpan({ word, draft }: Mention): Span {
  return spanInWord(word, draft.start, draft.end);
}

/** The name with `$`, `@` and braces. */
export function fullSpan({ word, draft }: Mention): Span {
  return spanInWord(word, draft.from, draft.to);
}

export function keyOf({ kind, domain, name }: Pick<Draft, "kind" | "domain" | "name">): string {
  return `${kind}\n${domain}\n${comparedName(kind, name)}`;
}

const draftsOf = remembered((statement, kind): readonly Draft[] => {
  const drafts = [
    ...variableDrafts(statement, kind),
    ...upstreamDrafts(statement, kind),
    ...nameDrafts(statement, kind),
  ];
  return drafts.length > 0 ? drafts : NONE;
});

const NONE: readonly Draft[] = [];

interface Waiting {
  readonly draft: Draft;
  readonly located: Located;
}

class Builder {
  readonly #config: Config;
  readonly #byKey = new Map<string, Mention[]>();
  readonly #byDirective = new Map<Directive, Mention[]>();
  readonly #hosts = new Map<string, Mention[]>();
  /** What is decided when all definitions are known. */
  readonly #waiting: Waiting[] = [];
  readonly #hostVariables = new Set<string>();
  /** Keys of named locations, by name. */
  readonly #locations = new Map<string, Set<string>>();

  constructor(config: Config) {
    this.#config = config;
  }

  build(): SymbolTable {
    for (const scope of this.#config.root.inward()) {
      for (const located of scope.entries) this.#read(located);
    }
    for (const it of this.#waiting) this.#decide(it);
    for (const list of this.#byKey.values()) {
      list.sort((a, b) => a.located.order - b.located.order);
    }
    return {
      config: this.#config,
      byKey: this.#byKey,
      byDirective: this.#byDirective,
      hosts: this.#hosts,
    };
  }

  #read(located: Located): void {
    const { directive, scope } = located;
    const drafts = draftsOf(located);
    if (drafts.length === 0) return;
    const [first] = directive.args;
    if (first && isPass(directive.name.text)) {
      const variable = hostVariable(first.text);
      if (variable !== undefined) this.#hostVariables.add(`${areaOf(scope.kind)} ${variable}`);
    }
    for (const draft of drafts) {
      const { role } = draft;
      if (draft.kind === "named location") this.#readLocation(draft, located);
      else if (role === "definition" || role === "use") {
        this.#add(this.#byKey, draft, located, role, [keyOf(draft)]);
      } else this.#waiting.push({ draft, located });
    }
  }

  /** A named location belongs to its server; what stands outside means that of any. */
  #readLocation(draft: Draft, located: Located): void {
    const server = serverOf(located.scope);
    if (!server) {
      this.#waiting.push({ draft, located });
      return;
    }
    const key = `${keyOf(draft)}\n${server.index}`;
    const keys = this.#locations.get(draft.name);
    if (keys) keys.add(key);
    else this.#locations.set(draft.name, new Set([key]));
    const role = draft.role === "definition" ? "definition" : "use";
    this.#add(this.#byKey, draft, located, role, [key]);
  }

  #decide({ draft, located }: Waiting): void {
    const key = keyOf(draft);
    if (draft.kind === "named location") {
      const keys = [...(this.#locations.get(draft.name) ?? [key])];
      this.#add(this.#byKey, draft, located, "use", keys);
      return;
    }
    const isDefined = this.#byKey.has(key);
    if (draft.role === "candidate") {
      const map = isDefined ? this.#byKey : this.#hosts;
      this.#add(map, draft, located, "use", [key]);
    } else if (isDefined && this.#reachesPass(draft, located)) {
      this.#add(this.#byKey, draft, located, "possible", [key]);
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

  #add(
    map: Map<string, Mention[]>,
    draft: Draft,
    located: Located,
    role: Mention["role"],
    keys: readonly string[],
  ): void {
    const { directive } = located;
    const word = draft.argument < 0 ? directive.name : directive.args[draft.argument];
    if (!word) return;
    const mention = { draft, located, word, role, keys };
    for (const key of keys) append(map, key, mention);
    if (map === this.#byKey) append(this.#byDirective, directive, mention);
  }
}

function append<K>(map: Map<K, Mention[]>, key: K, mention: Mention): void {
  const list = map.get(key);
  if (list) list.push(mention);
  else map.set(key, [mention]);
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
