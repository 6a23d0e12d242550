/** The configuration as nginx sees it: blocks in blocks, with included files in place. */
import type { Place } from "../knowledge/directives.ts";
import type { Directive } from "../syntax/tree.ts";
import type { SourceFile } from "./source-file.ts";

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
}

/** The inside of one block, or the top level. */
export class Scope {
  readonly place: Place;
  readonly parent: Scope | undefined;
  /** The directive that opens the block; undefined at the top level. */
  opener: Located | undefined;
  readonly entries: Located[] = [];
  /** True if an `include` in this very block names a file that can't be read. */
  hasUnreadInclude = false;
  #byName: Map<string, Located[]> | undefined;

  constructor(place: Place, parent?: Scope) {
    this.place = place;
    this.parent = parent;
  }

  /** The directives of this name in this very block, in order. */
  named(name: string): readonly Located[] {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const entry of this.entries) {
        const list = this.#byName.get(entry.directive.name.text);
        if (list) list.push(entry);
        else this.#byName.set(entry.directive.name.text, [entry]);
      }
    }
    return this.#byName.get(name) ?? [];
  }

  /** This block and those around it, innermost first. */
  *outward(): Generator<Scope> {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) yield scope;
  }

  /** This block and all blocks in it, outermost first, in order. */
  *inward(): Generator<Scope> {
    const pending: Scope[] = [this];
    for (let scope = pending.pop(); scope; scope = pending.pop()) {
      yield scope;
      for (let i = scope.entries.length - 1; i >= 0; i--) {
        const block = scope.entries[i]?.block;
        if (block) pending.push(block);
      }
    }
  }

  /** True for the blocks of the HTTP module, likewise stream and mail. */
  isIn(family: "http" | "stream" | "mail"): boolean {
    return this.place === family || this.place.startsWith(`${family}/`);
  }
}

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
