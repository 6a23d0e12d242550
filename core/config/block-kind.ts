import type { Place } from "../knowledge/directives.ts";
import type { Settings } from "../settings.ts";

/** Blocks are of one kind if their places and names are the same, up to the root, under the same settings. */
export class BlockKind {
  readonly place: Place;
  /** Name of the directive that opens the block; empty at the top level. */
  readonly name: string;
  readonly parent: BlockKind | undefined;
  readonly settings: Settings;
  /** True if nothing but the root's own directives tells its place. */
  readonly placeIsInferred: boolean;
  #inner = new Map<string, BlockKind>();

  constructor(
    place: Place,
    name: string,
    outer: BlockKind | { readonly settings: Settings; readonly placeIsInferred: boolean },
  ) {
    this.place = place;
    this.name = name;
    this.parent = outer instanceof BlockKind ? outer : undefined;
    this.settings = outer.settings;
    this.placeIsInferred = outer.placeIsInferred;
  }

  /** The kind of a block `name` in one of this kind. */
  inside(name: string, place: Place): BlockKind {
    let inner = this.#inner.get(name);
    if (!inner) {
      if (this.#inner.size >= MOST_NAMES) this.#inner = new Map();
      inner = new BlockKind(place, name, this);
      this.#inner.set(name, inner);
    }
    return inner;
  }
}

/** Names come from the text: nothing is kept for ever. */
const MOST_NAMES = 200;
const MOST_ROOTS = 16;
const ROOTS = new Map<string, BlockKind>();

/** The kind of a root file. */
export function rootKind(place: Place, placeIsInferred: boolean, settings: Settings): BlockKind {
  const key = JSON.stringify([place, placeIsInferred, settings]);
  let kind = ROOTS.get(key);
  if (!kind) {
    if (ROOTS.size >= MOST_ROOTS) ROOTS.clear();
    kind = new BlockKind(place, "", { settings, placeIsInferred });
    ROOTS.set(key, kind);
  }
  return kind;
}
