/**
 * What nginx refuses before it looks at a value: the name, the place, `;` or `{`, the number of arguments, a
 * second one. One fault for each directive at most: the first that nginx would name.
 */
import {
  type DirectiveRow,
  isOwn,
  isThirdPartyName,
  lookUp,
  ownRowsIn,
  type Place,
  pastRows,
} from "../knowledge/directives.ts";
import { isBackported, wasInPlus } from "../knowledge/platforms.ts";
import { clashOf, rivalOf } from "../knowledge/repetition.ts";
import { acceptsCount } from "../knowledge/vocabulary.ts";
import { type Settings, versionAtLeast } from "../settings.ts";
import { possiblePlaces } from "./possible-places.ts";
import type { Located, Scope } from "./scope.ts";

export type Fault = { readonly located: Located } & FaultFacts;

type FaultFacts =
  /** `since`, `until`: the nginx versions that begin and cease to know the name. `foreign`: a module's. */
  | {
      readonly kind: "unknown";
      readonly since?: string;
      readonly until?: string;
      readonly foreign?: boolean;
    }
  /** `places`: where it may stand; `since`: the nginx version that allows it here. */
  | { readonly kind: "misplaced"; readonly places: readonly Place[]; readonly since?: string }
  /** It has `{` and may not. */
  | { readonly kind: "not-a-block"; readonly since?: string }
  /** It lacks `{`. */
  | { readonly kind: "no-block"; readonly since?: string }
  /** `rows`: what would be right; `since`: the nginx version that takes so many. */
  | {
      readonly kind: "arguments";
      readonly rows: readonly DirectiveRow[];
      readonly since?: string;
    }
  | { readonly kind: "duplicate"; readonly earlier: Located };

export interface StructureFacts {
  readonly root: Scope;
  /** Nothing but the root's own directives tells its place. */
  readonly placeIsInferred: boolean;
  readonly settings: Settings;
}

export function findFaults({ root, placeIsInferred, settings }: StructureFacts): readonly Fault[] {
  const inferred = placeIsInferred ? possiblePlaces(root) : undefined;
  const knowledge = new Knowledge(settings);
  const faults: Fault[] = [];
  for (const scope of root.inward()) {
    const places = inferred ? (inferred.get(scope) ?? []) : placesOf(scope);
    if (places.length === 0) continue;
    const sound: Located[] = [];
    for (const located of scope.entries) {
      const known = knowledge.of(located.directive.name.text);
      const fault = known.isSound(located, places) ? undefined : judge(located, places, known);
      if (fault) faults.push({ located, ...fault });
      else sound.push(located);
    }
    faults.push(...duplicates(sound, places, knowledge));
  }
  return faults;
}

/** None for a block whose content only its module knows. */
function placesOf({ place }: Scope): readonly Place[] {
  return place === "other" ? [] : [place];
}

/** What the tables say of a name under the settings. */
class Known {
  readonly name: string;
  /** Of the configured nginx version. */
  readonly own: readonly DirectiveRow[];
  /** Of nginx versions after it. */
  readonly newer: readonly DirectiveRow[];
  /** Of other modules. */
  readonly foreign: readonly DirectiveRow[];
  /** `own` and `foreign`. */
  readonly rows: readonly DirectiveRow[];
  readonly settings: Settings;
  /** By place: the forms that are right there. Most directives are like one before. */
  readonly #sound = new Map<Place, Set<number>>();

  constructor(name: string, settings: Settings) {
    const today = lookUp(name);
    const own = ownRowsIn(name, settings.nginxVersion);
    this.name = name;
    this.own = own;
    this.newer = today.filter((it) => isOwn(it) && !own.includes(it));
    this.foreign = today.filter((it) => !isOwn(it) && it.origin !== "removed");
    this.rows = [...own, ...this.foreign];
    this.settings = settings;
  }

  /** True if nginx takes a directive of this form in one of the places. */
  isSound({ directive }: Located, places: readonly Place[]): boolean {
    const [place, other] = places;
    if (this.own.length === 0 || place === undefined || other !== undefined) return false;
    const isBlock = directive.block !== undefined || directive.code !== undefined;
    const form = directive.args.length * 2 + (isBlock ? 1 : 0);
    const sound = this.#sound.get(place);
    if (sound?.has(form)) return true;
    const isRight = this.rows.some(
      (it) =>
        it.block === isBlock &&
        it.places.includes(place) &&
        acceptsCount(it, directive.args.length),
    );
    if (!isRight) return false;
    if (sound) sound.add(form);
    else this.#sound.set(place, new Set([form]));
    return true;
  }
}

class Knowledge {
  readonly #settings: Settings;
  readonly #byName = new Map<string, Known>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  of(name: string): Known {
    let known = this.#byName.get(name);
    if (!known) {
      known = new Known(name, this.#settings);
      this.#byName.set(name, known);
    }
    return known;
  }
}

function judge(located: Located, places: readonly Place[], known: Known): FaultFacts | undefined {
  if (known.own.length === 0) return judgeName(known);
  const fault = judgeForm(located, places, known.rows);
  if (!fault || known.newer.length === 0) return fault;
  if (judgeForm(located, places, [...known.rows, ...known.newer])) return fault;
  if (known.settings.platform !== "nginx-core" && wasInPlus(known.name)) return undefined;
  return { ...fault, since: oldest(known.newer.filter((it) => fits(it, places))) };
}

function judgeName({ name, newer, foreign, settings }: Known): FaultFacts | undefined {
  const isForeign = foreign.length > 0 || isThirdPartyName(name);
  if (settings.platform !== "nginx-core" && (isForeign || wasInPlus(name))) return undefined;
  if (newer.length > 0) {
    return isBackported(name) ? undefined : { kind: "unknown", since: oldest(newer) };
  }
  const until = newest(pastRows(name));
  return until === undefined ? { kind: "unknown", foreign: isForeign } : { kind: "unknown", until };
}

type FormFault = Exclude<FaultFacts, { readonly kind: "unknown" | "duplicate" }>;

/** In the order of `ngx_conf_handler`: the place, `;` or `{`, the number of arguments. */
function judgeForm(
  { directive }: Located,
  places: readonly Place[],
  rows: readonly DirectiveRow[],
): FormFault | undefined {
  if (!directive.terminated && !directive.block) return undefined;
  const fitting = rows.filter((it) => fits(it, places));
  if (fitting.length === 0) {
    return { kind: "misplaced", places: rows.filter(isOwn).flatMap((it) => it.places) };
  }
  const isBlock = directive.block !== undefined || directive.code !== undefined;
  const shaped = fitting.filter((it) => it.block === isBlock);
  if (shaped.length === 0) return { kind: isBlock ? "not-a-block" : "no-block" };
  const count = directive.args.length;
  return shaped.some((it) => acceptsCount(it, count))
    ? undefined
    : { kind: "arguments", rows: shaped };
}

function fits(row: DirectiveRow, places: readonly Place[]): boolean {
  return places.some((it) => row.places.includes(it));
}

function newest(rows: readonly DirectiveRow[]): string | undefined {
  const versions = rows.map((it) => it.until ?? "0");
  return versions.length === 0
    ? undefined
    : versions.reduce((most, it) => (versionAtLeast(it, most) ? it : most));
}

function oldest(rows: readonly DirectiveRow[]): string {
  return rows
    .map((it) => it.since ?? "0")
    .reduce((least, it) => (versionAtLeast(it, least) ? least : it));
}

function duplicates(
  entries: readonly Located[],
  places: readonly Place[],
  knowledge: Knowledge,
): Fault[] {
  const faults: Fault[] = [];
  const seen = new Map<string, Located>();
  entries.forEach((located, at) => {
    const name = located.directive.name.text;
    const rival = rivalOf(name);
    const first = seen.get(name) ?? (rival === undefined ? undefined : seen.get(rival));
    if (!first) {
      seen.set(name, located);
      return;
    }
    if (!isSingle(knowledge.of(name), places)) return;
    const earlier = clashOf(name) ? clashing(entries.slice(0, at), located) : first;
    if (earlier) faults.push({ located, kind: "duplicate", earlier });
  });
  return faults;
}

/** The earlier directive of the same name whose values rule these out. */
function clashing(entries: readonly Located[], later: Located): Located | undefined {
  const name = later.directive.name.text;
  const clashes = clashOf(name);
  return entries.find(
    (it) => it.directive.name.text === name && clashes?.(valuesOf(it), valuesOf(later)),
  );
}

function valuesOf({ directive }: Located): string[] {
  return directive.args.map((it) => it.text);
}

/** True if every directive that may be meant here refuses to stand twice. */
function isSingle({ rows }: Known, places: readonly Place[]): boolean {
  const fitting = rows.filter((it) => fits(it, places));
  return fitting.length > 0 && fitting.every((it) => it.single === true);
}
