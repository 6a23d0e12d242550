/** What is different between a configuration and the one before a change of some text. */
import type { TextChange } from "../syntax/text-change.ts";
import type { Config } from "./config.ts";
import { entryOf, type Located, type Scope } from "./scope.ts";
import { formOf } from "./statement.ts";
import { type Edge, textChanges, touchedEdges } from "./text-changes.ts";

export interface Changes {
  /** Names of the directives that came, went, or have other words. */
  readonly names: ReadonlySet<string>;
  /** Names of those that open parts. */
  readonly partNames: ReadonlySet<string>;
  readonly topics: ReadonlySet<number>;
  /** True if blocks came or went. */
  readonly blocks: boolean;
  /** True if there is a name more often or less often. */
  readonly allNames: boolean;
  /** True if a file got its first syntax error, or lost its last. */
  readonly errors: boolean;
  /** By path. */
  readonly texts: ReadonlyMap<string, TextChange>;
  /** What the parts without any change are now, by their number before. */
  readonly kept: ReadonlyMap<number, Scope>;
  /** The other parts, and those beside a change of text. */
  readonly dirty: readonly Scope[];
  /** True if text changed beside directives of the trunk. */
  readonly besideTrunk: boolean;
}

/** Undefined if anything may be different. */
export function changesBetween(before: Config, now: Config): Changes | undefined {
  if (!isAlike(before, now)) return undefined;
  const comparison = new Comparison(now);
  if (!comparison.trunk(before.root, now.root)) return undefined;
  return comparison.result(before, now);
}

/** True if all is the same but the directives. */
function isAlike(before: Config, now: Config): boolean {
  if (before.root.kind !== now.root.kind || before.folder !== now.folder) return false;
  const settings = (it: Config) => JSON.stringify([it.mappings, [...it.fileSettings]]);
  if (settings(before) !== settings(now)) return false;
  if (before.files.size !== now.files.size || !haveSameTargets(before, now)) return false;
  const paths = [...before.files.keys()];
  return [...now.files].every(([path, file], at) => {
    const earlier = before.files.get(path);
    if (paths[at] !== path || !earlier) return false;
    if (earlier === file) return !file.tree.template;
    return !earlier.tree.template && !file.tree.template && earlier.eol === file.eol;
  });
}

/** True if the includes stand for the same files, one by one. */
function haveSameTargets(before: Config, now: Config): boolean {
  const earlier = before.root.everywhere("include");
  const includes = now.root.everywhere("include");
  if (earlier.length !== includes.length) return false;
  return includes.every(({ directive }, at) => {
    const was = earlier[at] && before.includes.get(earlier[at].directive);
    const is = now.includes.get(directive);
    if (!was || !is) return was === is;
    const isSame = was.files === is.files || was.files.join("\n") === is.files.join("\n");
    const { path, partial, sought } = is;
    return isSame && was.path === path && was.partial === partial && was.sought === sought;
  });
}

class Comparison {
  readonly #names = new Set<string>();
  readonly #partNames = new Set<string>();
  readonly #topics = new Set<number>();
  readonly #counts = new Map<string, number>();
  #blocks = false;
  readonly #kept = new Map<number, Scope>();
  readonly #dirty = new Set<Scope>();
  /** Where what stands directly in the trunk begins and ends. */
  readonly #edges: Edge[] = [];
  readonly #withIncludes: ReadonlySet<Scope | undefined>;

  constructor(now: Config) {
    this.#withIncludes = new Set(now.root.everywhere("include").map((it) => it.scope.part));
  }

  /** False if more than parts is different. */
  trunk(before: Scope, now: Scope): boolean {
    if (before.hasUnreadInclude !== now.hasUnreadInclude) return false;
    const isSame = (a: Located, b: Located) => this.#isSame(a, b);
    const middle = middleOf(before.entries, now.entries, isSame);
    for (const it of now.entries) this.#addEdges(it);
    if (![...middle.before, ...middle.now].every(opensPart)) return false;
    for (const [was, is] of middle.kept) {
      if (!was.block || !is.block) continue;
      if (opensPart(is)) this.#kept.set(was.block.index, is.block);
      else if (!this.trunk(was.block, is.block)) return false;
    }
    for (const { block } of middle.now) if (block) this.#dirty.add(block);
    this.#compareMiddle(middle, this.#partNames);
    return true;
  }

  result(before: Config, now: Config): Changes | undefined {
    const texts = textChanges(before, now);
    let besideTrunk = false;
    for (const [path, change] of texts) {
      const edges = this.#edges.filter((it) => it.path === path);
      for (const part of this.#withIncludes) {
        if (part && hasIn(part, path)) this.#dirty.add(part);
      }
      for (const { part } of touchedEdges(edges, change, now.files.get(path)?.text ?? "")) {
        if (part) this.#dirty.add(part);
        else besideTrunk = true;
      }
    }
    for (const [number, part] of this.#kept) if (this.#dirty.has(part)) this.#kept.delete(number);
    const isFaulty = (it: Config, path: string) =>
      (it.files.get(path)?.tree.errors.length ?? 0) > 0;
    return {
      names: this.#names,
      partNames: this.#partNames,
      topics: this.#topics,
      blocks: this.#blocks,
      allNames: [...this.#counts.values()].some((it) => it !== 0),
      errors: [...texts.keys()].some((it) => isFaulty(before, it) !== isFaulty(now, it)),
      texts,
      kept: this.#kept,
      dirty: [...this.#dirty].sort((a, b) => a.index - b.index),
      besideTrunk,
    };
  }

  #addEdges({ file: { path }, directive, block }: Located): void {
    const { start, end } = directive.span;
    if (block && !block.part && directive.block) {
      const { span } = directive.block;
      this.#edges.push({ path, start, end: span.start + 1, part: undefined });
      this.#edges.push({ path, start: span.end - 1, end: span.end, part: undefined });
    } else this.#edges.push({ path, start, end, part: block });
  }

  #isSame(was: Located, is: Located): boolean {
    if (was.file.path !== is.file.path) return false;
    if (is.block && !is.block.part) return isSaidAlike(was, is);
    if (was.directive.content !== is.directive.content) return false;
    if (!is.block || !this.#withIncludes.has(is.block)) return true;
    return was.block !== undefined && isSameInside(was.block, is.block);
  }

  #compareMiddle({ before, now }: Middle, partNames?: Set<string>): void {
    const arePairs = before.length === now.length;
    before.forEach((was, at) => {
      const is = arePairs ? now[at] : undefined;
      if (!is) {
        this.#mark(was, -1, partNames);
        return;
      }
      const { block } = is;
      if (!was.block || !block || was.block.kind !== block.kind) {
        this.#mark(was, -1, partNames);
        this.#mark(is, 1, partNames);
        return;
      }
      if (!isSaidAlike(was, is) || was.file.path !== is.file.path) {
        this.#markWords(was, -1, partNames);
        this.#markWords(is, 1, partNames);
      }
      this.#compareMiddle(middleOf(was.block.entries, block.entries, isSameWhole));
    });
    if (!arePairs) for (const is of now) this.#mark(is, 1, partNames);
  }

  #mark(located: Located, count: 1 | -1, partNames?: Set<string>): void {
    this.#markWords(located, count, partNames);
    if (located.directive.block) this.#blocks = true;
    for (const it of located.block?.entries ?? []) this.#mark(it, count);
  }

  #markWords({ directive, scope }: Located, count: 1 | -1, partNames?: Set<string>): void {
    const { name, topics } = entryOf(directive, scope.kind);
    this.#names.add(name);
    partNames?.add(name);
    for (const it of topics) this.#topics.add(it);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }
}

interface Middle {
  readonly before: readonly Located[];
  readonly now: readonly Located[];
  /** What stands around the middle, both times. */
  readonly kept: readonly (readonly [Located, Located])[];
}

function middleOf(
  before: readonly Located[],
  now: readonly Located[],
  isSame: (was: Located, is: Located) => boolean,
): Middle {
  const kept: [Located, Located][] = [];
  const add = (was: Located | undefined, is: Located | undefined) => {
    if (!was || !is || !isSame(was, is)) return false;
    kept.push([was, is]);
    return true;
  };
  const least = Math.min(before.length, now.length);
  let head = 0;
  while (head < least && add(before[head], now[head])) head++;
  let tail = 0;
  while (tail < least - head && add(before.at(-1 - tail), now.at(-1 - tail))) tail++;
  return {
    before: before.slice(head, before.length - tail),
    now: now.slice(head, now.length - tail),
    kept,
  };
}

function opensPart({ block }: Located): boolean {
  return block?.part !== undefined;
}

/** True if they are the same but for what is in their blocks. */
function isSaidAlike(was: Located, is: Located): boolean {
  const { directive } = was;
  return directive.wording === is.directive.wording && formOf(directive) === formOf(is.directive);
}

/** True with all that is in them, included files among it. */
function isSameWhole(was: Located, is: Located): boolean {
  if (was.file.path !== is.file.path) return false;
  if (was.directive.content !== is.directive.content) return false;
  if (!was.block || !is.block) return was.block === is.block;
  return isSameInside(was.block, is.block);
}

function isSameInside(before: Scope, now: Scope): boolean {
  const others = now.entries;
  return (
    before.hasUnreadInclude === now.hasUnreadInclude &&
    before.entries.length === others.length &&
    before.entries.every((it, at) => {
      const is = others[at];
      return is !== undefined && isSameWhole(it, is);
    })
  );
}

/** True if something in the part stands in an included file of this path. */
function hasIn(part: Scope, path: string): boolean {
  const home = part.opener?.file.path;
  return (
    path !== home &&
    part.inward().some(({ entries }) => entries.some((it) => it.file.path === path))
  );
}
