/**
 * What was looked at of a configuration: so that what was made of it can be kept for as long as none of that
 * changes. Blocks, files and views note by themselves that somebody looks; nobody does unless `watch` is on.
 *
 * A configuration falls into parts: each block that stands directly in the trunk (the top level, `http`, `stream`,
 * `mail`). Whoever works on one part sees that and the trunk anyway, and a note is made of the rest.
 */
export class Sight {
  /** Names of the directives that were looked for anywhere. */
  readonly names: Set<string> = new Set();
  /** Names that were looked for in the trunk, where they can be those of parts. */
  readonly trunkNames: Set<string> = new Set();
  /** Indexes of topics. */
  readonly topics: Set<number> = new Set();
  /** Which blocks there are. */
  blocks = false;
  /** All directives of some other part. */
  entries = false;
  /** Which parts there are. */
  parts = false;
  /** Which names there are. */
  allNames = false;
  /** Files by another way than from a directive that stands in it. */
  files = false;
  /** Text around directives, comments, lines, trees. */
  text = false;
  /** Whether files have syntax errors. */
  errors = false;
  /** Certificates and other files that directives name. */
  facts = false;
  now = false;
  /** The part that is worked on; undefined: all of them. */
  part: object | undefined = undefined;
  readonly #added = new Set<Sight>();

  /** Notes all that another one saw. */
  add(other: Sight): void {
    if (other === this || this.#added.has(other)) return;
    this.#added.add(other);
    for (const it of other.names) this.names.add(it);
    for (const it of other.trunkNames) this.trunkNames.add(it);
    for (const it of other.topics) this.topics.add(it);
    this.blocks ||= other.blocks;
    this.entries ||= other.entries;
    this.parts ||= other.parts;
    this.allNames ||= other.allNames;
    this.files ||= other.files;
    this.text ||= other.text;
    this.errors ||= other.errors;
    this.facts ||= other.facts;
    this.now ||= other.now;
  }

  /** To be called when the work is done: what was seen stays, what it was done on does not. */
  rest(): void {
    this.part = undefined;
    this.#added.clear();
  }

  /** A look for directives of a name in one block of `part`; undefined: in the trunk. */
  in(part: object | undefined, name: string): void {
    if (part === undefined) this.trunkNames.add(name);
    else if (part !== this.part) this.names.add(name);
  }

  /** The same in that block and those around it. */
  outward(part: object | undefined, name: string): void {
    this.trunkNames.add(name);
    this.in(part, name);
  }

  /** A look at all directives of a block. */
  entriesIn(part: object | undefined): void {
    if (part === undefined) this.parts = true;
    else if (part !== this.part) this.entries = true;
  }

  /** A look at all blocks in one. */
  blocksIn(part: object | undefined): void {
    if (part === undefined || part !== this.part) this.blocks = true;
  }

  /** A look at what only directives of this name decide, if it is not one of the trunk. */
  of(part: object | undefined, name: string): void {
    if (part !== undefined && part !== this.part) this.names.add(name);
  }
}

let watching: Sight | undefined;

/** Notes what `work` sees. */
export function watch<T>(sight: Sight | undefined, work: () => T): T {
  const outer = watching;
  watching = sight;
  try {
    return work();
  } finally {
    watching = outer;
  }
}

/** Where to note what is seen; undefined where nobody wants to know. */
export function watcher(): Sight | undefined {
  return watching;
}

/** Makes no note of what `work` sees: for what is noted in another way. */
export function unseen<T>(work: () => T): T {
  return watch(undefined, work);
}

/**
 * A view of something that is worked out once: who looks at it has seen what the work saw. All that is kept of
 * configurations from one question to the next goes through this.
 */
export function viewOf<K extends object, T>(work: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, View<T>>();
  return (key) => {
    let view = known.get(key);
    if (!view || (watching && !view.sight)) {
      const sight = watching && new Sight();
      view = { value: watch(sight, () => work(key)), sight };
      sight?.rest();
      known.set(key, view);
    }
    if (view.sight) watching?.add(view.sight);
    return view.value;
  };
}

interface View<T> {
  readonly value: T;
  /** Undefined if nobody watched. */
  readonly sight: Sight | undefined;
}
