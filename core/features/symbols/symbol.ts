/** What a name means: all places of all configurations that mean the same thing. */
import type { Config } from "../../config/config.ts";
import type { Span } from "../../text.ts";
import { type Cursor, placesOf } from "../cursor.ts";
import type { SymbolKind } from "./draft.ts";
import { type KeyedDraft, readingOf } from "./reading.ts";
import {
  builtInsOf,
  fullSpan,
  type Mention,
  nameSpan,
  type SymbolTable,
  symbolsOf,
} from "./table.ts";

/** A mention's place in a file: the same for each time the file is included. */
export interface Place {
  readonly file: string;
  /** Just the name. */
  readonly span: Span;
  readonly mention: Mention;
}

export interface NamedSymbol {
  readonly kind: SymbolKind;
  /** As written under the cursor, without `$` and `@`. */
  readonly name: string;
  /** Where the cursor is. */
  readonly at: Place;
  /** In the order that nginx reads in, each once. */
  readonly places: readonly Place[];
  /** The configurations that have it, with its keys there. */
  readonly tables: readonly { readonly table: SymbolTable; readonly keys: readonly string[] }[];
}

/** What the name under the cursor means; undefined where there is none. */
export function symbolAt(configs: readonly Config[], cursor: Cursor): NamedSymbol | undefined {
  const tablesOf = configs.map((it) => partAt(it, cursor)).find((it) => it !== undefined);
  if (!tablesOf) return undefined;
  const tables = configs.map(tablesOf);
  const start = tables.flatMap((it) => mentionsAt(it, cursor))[0];
  if (!start) return undefined;
  const join = new Join(tables);
  join.follow(start);
  const { kind, name } = start.draft;
  return { kind, name, at: placeOf(start), places: join.places(), tables: join.tables() };
}

/** Which names to look at: most configurations need not be searched for nginx's own variables. */
function partAt(config: Config, cursor: Cursor): ((config: Config) => SymbolTable) | undefined {
  const { directive, file, offset } = cursor;
  if (!directive) return undefined;
  for (const located of placesOf(config, file, directive)) {
    const { own, builtIn } = readingOf(located);
    const touches = (draft: KeyedDraft) =>
      touchesOffset({ draft, located, role: "use", keys: draft.keys }, offset);
    if (own.some(touches)) return symbolsOf;
    if (builtIn.some(touches)) return builtInsOf;
  }
  return undefined;
}

/** One for each place of the configuration that the cursor's directive has. */
function mentionsAt(table: SymbolTable, { directive, offset }: Cursor): readonly Mention[] {
  const mentions = directive ? (table.byDirective.get(directive) ?? []) : [];
  return mentions.filter((it) => touchesOffset(it, offset));
}

/** In `zone=name` and `shared:name:1m` the key stands for the name too. */
function touchesOffset(mention: Mention, offset: number): boolean {
  const { start, end } = fullSpan(mention);
  if (offset > end) return false;
  if (start <= offset) return true;
  const { draft, located } = mention;
  const word = draft.argument < 0 ? undefined : located.directive.args[draft.argument];
  if (!word || offset < word.span.start) return false;
  return /^\w+[=:]$/.test(located.file.text.slice(word.span.start, start));
}

function placeOf(mention: Mention): Place {
  return { file: mention.located.file.path, span: nameSpan(mention), mention };
}

/** True for a place that gives the name its meaning. */
export function isDefinition({ mention }: Place): boolean {
  return mention.role === "definition";
}

/**
 * Follows mentions from key to key. One place may have several: a file included by two servers has two
 * servers' locations, and all of them stand or fall together.
 */
class Join {
  readonly #tables: readonly SymbolTable[];
  readonly #keys: readonly Set<string>[];
  readonly #places = new Map<string, Place>();

  constructor(tables: readonly SymbolTable[]) {
    this.#tables = tables;
    this.#keys = tables.map(() => new Set());
  }

  follow(start: Mention): void {
    const pending = [start];
    for (let mention = pending.pop(); mention; mention = pending.pop()) {
      const place = placeOf(mention);
      const id = `${place.file}:${place.span.start}`;
      if (this.#places.has(id)) continue;
      this.#places.set(id, place);
      for (const [index, table] of this.#tables.entries()) {
        for (const key of this.#keysThere(table, mention)) {
          if (this.#keys[index]?.has(key)) continue;
          this.#keys[index]?.add(key);
          pending.push(...(table.byKey.get(key) ?? []));
        }
      }
    }
  }

  /** The keys that the same place has in a table. */
  #keysThere(table: SymbolTable, { located, draft }: Mention): readonly string[] {
    const there = table.byDirective.get(located.directive) ?? [];
    return there
      .filter((it) => it.draft.argument === draft.argument && it.draft.start === draft.start)
      .flatMap((it) => it.keys);
  }

  places(): readonly Place[] {
    return [...this.#places.values()].sort(
      (a, b) => a.mention.located.order - b.mention.located.order || a.span.start - b.span.start,
    );
  }

  tables(): NamedSymbol["tables"] {
    return this.#tables
      .map((table, index) => ({ table, keys: [...(this.#keys[index] ?? [])] }))
      .filter(({ keys }) => keys.length > 0);
  }
}
