/** The configuration as nginx sees it: blocks in blocks, with included files in place. */
import type { Place } from "../knowledge/directives.ts";
import type { Directive } from "../syntax/tree.ts";
import type { BlockKind } from "./block-kind.ts";
import { rememberedIn } from "./memory.ts";
import { watcher } from "./sight.ts";
import type { SourceFile } from "./source-file.ts";
import { type Topic, topicsFor } from "./topics.ts";

/**
 * A directive at one place of the configuration. A file that is included twice has two of each of its
 * directives: same `directive`, other `scope`.
 */
export interface Located {
  readonly directive: Directive;
  readonly file: SourceFile;
  readonly scope: Scope;
  /** What a block directive holds. */
  readonly block: Scope | undefined;
  /** Its number in the order that nginx reads in: a block's directives before those after the block. */
  readonly order: number;
}

/** The directives of one name in one block, in order. */
export interface Occurrences {
  /** Never empty. */
  readonly directives: readonly [Located, ...Located[]];
  readonly scope: Scope;
}

/** What the words of a directive say of it as a part of a block. */
export interface Entry {
  readonly name: string;
  readonly topics: readonly number[];
  /** The kind of its block. */
  readonly inside: BlockKind | undefined;
}

export const entryOf: ReturnType<typeof rememberedIn<Entry>> = rememberedIn((statement, kind) => {
  const name = shared(statement.name);
  return {
    name,
    topics: topicsFor(statement, kind),
    inside: statement.isBlock ? kind.inside(name, placeInside(kind.place, name)) : undefined,
  };
});

/** What all blocks of one configuration share. */
class Register {
  /** Outermost first, in order. */
  readonly scopes: Scope[] = [];
  count = 0;
  readonly #byName = new Map<string, Located[]>();
  readonly #byScope = new Map<string, ReadonlyMap<Scope, Occurrences>>();
  readonly #byTopic: Located[][] = [];

  add(located: Located, { name, topics }: Entry): void {
    this.count++;
    for (const index of topics) {
      while (this.#byTopic.length <= index) this.#byTopic.push([]);
      this.#byTopic[index]?.push(located);
    }
    const all = this.#byName.get(name);
    if (all) all.push(located);
    else this.#byName.set(name, [located]);
  }

  about({ index }: Topic): readonly Located[] {
    return this.#byTopic[index] ?? NONE;
  }

  names(): Iterable<string> {
    return this.#byName.keys();
  }

  all(name: string): readonly Located[] {
    return this.#byName.get(name) ?? NONE;
  }

  /** Sorted by block when first asked for: nobody asks for most names. */
  byScope(name: string): ReadonlyMap<Scope, Occurrences> | undefined {
    const known = this.#byScope.get(name);
    if (known) return known;
    const all = this.#byName.get(name);
    if (!all) return undefined;
    const found = new Map<Scope, { directives: [Located, ...Located[]]; scope: Scope }>();
    for (const located of all) {
      const { scope } = located;
      const earlier = found.get(scope);
      if (earlier) earlier.directives.push(located);
      else found.set(scope, { directives: [located], scope });
    }
    this.#byScope.set(name, found);
    return found;
  }
}

/** Names by themselves: to find the very same string again is faster than to find one that is alike. */
const NAMES = new Map<string, string>();
const MOST_NAMES = 2000;

function shared(name: string): string {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  if (NAMES.size >= MOST_NAMES) NAMES.clear();
  NAMES.set(name, name);
  return name;
}

const NONE: readonly Located[] = [];

/** The inside of one block, or the top level. */
export class Scope {
  readonly kind: BlockKind;
  readonly place: Place;
  readonly parent: Scope | undefined;
  /** The outermost block around this one, or itself, that is none of the trunk; undefined in the trunk. */
  readonly part: Scope | undefined;
  #opener: Located | undefined;
  #hasUnreadInclude = false;
  #hasInsertion = false;
  readonly #entries: Located[] = [];
  readonly #register: Register;
  /** Its number among all blocks. The blocks in this one, itself included, are neighbours. */
  readonly index: number;
  #end: number;

  /** A block in `parent` must be made after those that come before it, and be filled before the next. */
  constructor(kind: BlockKind, parent?: Scope) {
    this.kind = kind;
    this.place = kind.place;
    this.parent = parent;
    this.part = parent && !TRUNK.has(kind.place) ? (parent.part ?? this) : undefined;
    this.#register = parent ? parent.#register : new Register();
    this.index = this.#register.scopes.length;
    this.#end = this.index + 1;
    this.#register.scopes.push(this);
    for (let at = parent; at; at = at.parent) at.#end = this.#end;
  }

  get entries(): readonly Located[] {
    watcher()?.entriesIn(this.part);
    return this.#entries;
  }

  /** The directive that opens the block; undefined at the top level. */
  get opener(): Located | undefined {
    if (this.#opener) watcher()?.of(this.part, this.#opener.directive.name.text);
    return this.#opener;
  }

  /** True if an `include` in this very block names a file that can't be read, or with an insertion. */
  get hasUnreadInclude(): boolean {
    watcher()?.of(this.part, "include");
    return this.#hasUnreadInclude;
  }

  /** True if a template puts lines into this very block. */
  get hasInsertion(): boolean {
    watcher()?.of(this.part, "include");
    return this.#hasInsertion;
  }

  /** Notes that some directives of this very block can't be read. */
  lacksSome(hasInsertion: boolean): void {
    this.#hasUnreadInclude = true;
    this.#hasInsertion ||= hasInsertion;
  }

  /** Puts a directive of this very block behind the others. All are added before any is asked for. */
  add(directive: Directive, file: SourceFile, entry: Entry): Located {
    const block = entry.inside && new Scope(entry.inside, this);
    const located = { directive, file, scope: this, block, order: this.#register.count };
    if (block) block.#opener = located;
    this.#entries.push(located);
    this.#register.add(located, entry);
    return located;
  }

  /** The directives of this name in this very block, in order. */
  named(name: string): readonly Located[] {
    watcher()?.in(this.part, name);
    return this.#register.byScope(name)?.get(this)?.directives ?? NONE;
  }

  /** The directives of this name in this block or, failing that, in the nearest one around it. */
  nearest(name: string): Occurrences | undefined {
    watcher()?.outward(this.part, name);
    const scopes = this.#register.byScope(name);
    if (!scopes) return undefined;
    for (let at: Scope | undefined = this; at; at = at.parent) {
      const found = scopes.get(at);
      if (found) return found;
    }
    return undefined;
  }

  /** The directives of this name in the whole configuration, in order. */
  everywhere(name: string): readonly Located[] {
    watcher()?.names.add(name);
    return this.#register.all(name);
  }

  /** All directives of the whole configuration, in order. */
  get all(): readonly Located[] {
    const sight = watcher();
    if (sight) sight.entries = true;
    const all = this.#register.scopes.flatMap((it) => it.#entries);
    return all.sort((a, b) => a.order - b.order);
  }

  /** The blocks of these places that a directive `name` opens, in order; the root first, if it is one of them. */
  blocksOf(name: string, places: { has(place: Place): boolean }): readonly Scope[] {
    const [root] = this.#register.scopes;
    const found = root && places.has(root.place) ? [root] : [];
    for (const { block } of this.everywhere(name)) {
      if (block && places.has(block.place)) found.push(block);
    }
    return found;
  }

  /** The directives in the whole configuration that concern a topic, in order. */
  about(topic: Topic): readonly Located[] {
    watcher()?.topics.add(topic.index);
    return this.#register.about(topic);
  }

  /** The names of all directives in the whole configuration. */
  get names(): Iterable<string> {
    const sight = watcher();
    if (sight) sight.allNames = true;
    return this.#register.names();
  }

  /** Those of any of these names, in the order that nginx reads in. */
  readingOrder(names: Iterable<string>): readonly Located[] {
    const lists = [...names].map((it) => this.everywhere(it)).filter((it) => it.length > 0);
    const [first = NONE, ...others] = lists;
    return others.length === 0 ? first : lists.flat().sort((a, b) => a.order - b.order);
  }

  /** This block and those around it, innermost first. */
  *outward(): Generator<Scope> {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) yield scope;
  }

  /** This block and all blocks in it, outermost first, in order. */
  inward(): readonly Scope[] {
    watcher()?.blocksIn(this.part);
    const { scopes } = this.#register;
    return this.parent ? scopes.slice(this.index, this.#end) : scopes;
  }

  /** True for the blocks of the HTTP module, likewise stream and mail. */
  isIn(family: "http" | "stream" | "mail"): boolean {
    return this.place === family || this.place.startsWith(`${family}/`);
  }
}

/** Blocks that hold all others. */
const TRUNK: ReadonlySet<Place> = new Set<Place>(["http", "stream", "mail"]);

/** Which place the block of directive `name` is, when it stands in `place`. */
export function placeInside(place: Place, name: string): Place {
  return INSIDE[place]?.[name] ?? "other";
}

const INSIDE: Partial<Record<Place, Record<string, Place>>> = {
  main: { events: "events", http: "http", stream: "stream", mail: "mail" },
  http: { server: "http/server", upstream: "http/upstream" },
  "http/server": { location: "http/location", if: "http/server/if" },
  "http/location": {
    location: "http/location",
    if: "http/location/if",
    limit_except: "http/location/limit_except",
  },
  stream: { server: "stream/server", upstream: "stream/upstream" },
  mail: { server: "mail/server" },
};
