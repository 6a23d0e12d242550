/**
 * What nginx refuses before it looks at a value: the name, the place, `;` or `{`, the number of arguments, a
 * second one. One fault for each directive at most: the first that nginx would name.
 */
import {
  type DirectiveRow,
  isOwn,
  isThirdPartyName,
  lookUp,
  type Place,
  pastRows,
} from "../knowledge/directives.ts";
import { isBackported, wasInPlus } from "../knowledge/platforms.ts";
import { clashOf, rivalOf } from "../knowledge/repetition.ts";
import { acceptsCount } from "../knowledge/vocabulary.ts";
import { type Settings, versionAtLeast } from "../settings.ts";
import type { BlockKind } from "./block-kind.ts";
import { fits, isSingle, Knowledge, type Known } from "./known-names.ts";
import { remembered } from "./memory.ts";
import { possiblePlaces } from "./possible-places.ts";
import type { Located, Scope } from "./scope.ts";
import { type Statement, statementOf } from "./statement.ts";
import { topic } from "./topics.ts";

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
  if (placeIsInferred) return faultsAnywhere(root, settings);
  const knowledge = new Knowledge(settings);
  const faults: Fault[] = [];
  for (const located of root.about(FAULTY)) {
    const { fault } = verdictOn(located);
    if (fault) faults.push({ located, ...fault });
  }
  for (const scope of blocksThatRepeat(root)) {
    const repeatable = scope.entries.filter((it) => verdictOn(it).mayClash);
    faults.push(...duplicates(repeatable, placesOf(scope.kind), knowledge));
  }
  return faults;
}

/** In a fragment that may stand in several places. */
function faultsAnywhere(root: Scope, settings: Settings): readonly Fault[] {
  const inferred = possiblePlaces(root);
  const knowledge = new Knowledge(settings);
  const faults: Fault[] = [];
  for (const scope of root.inward()) {
    const places = inferred.get(scope) ?? [];
    if (places.length === 0) continue;
    const repeatable: Located[] = [];
    for (const located of scope.entries) {
      const { fault, mayClash } = judgeAt(statementOf(located.directive), places, knowledge);
      if (fault) faults.push({ located, ...fault });
      else if (mayClash) repeatable.push(located);
    }
    faults.push(...duplicates(repeatable, places, knowledge));
  }
  return faults;
}

/** The blocks that have two directives of one name, or of rivals, that may refuse each other. */
function blocksThatRepeat(root: Scope): ReadonlySet<Scope> {
  const found = new Set<Scope>();
  const last = new Int32Array(root.inward().length);
  let number = 0;
  for (const name of root.names) {
    const rival = rivalOf(name);
    if (rival === undefined && ![...lookUp(name), ...pastRows(name)].some((it) => it.single)) {
      continue;
    }
    number++;
    for (const located of root.readingOrder(rival === undefined ? [name] : [name, rival])) {
      const { scope } = located;
      if (last[scope.index] === number) found.add(scope);
      else last[scope.index] = number;
    }
  }
  return found;
}

interface Verdict {
  readonly fault: FaultFacts | undefined;
  /** True if another directive of the block may be refused because of this one. */
  readonly mayClash: boolean;
}

const verdictOn = remembered(judgeIn);

function judgeIn(statement: Statement, kind: BlockKind): Verdict {
  if (kind.place === "other") return SILENT;
  const { name, args, terminated, isBlock, isCode } = statement;
  const verdicts = verdictsIn(kind);
  const key = `${name} ${args.length} ${terminated} ${isBlock} ${isCode}`;
  let verdict = verdicts.get(key);
  if (!verdict) {
    verdict = judgeAt(statement, placesOf(kind), new Knowledge(kind.settings));
    verdicts.set(key, verdict);
  }
  return verdict;
}

const SILENT: Verdict = { fault: undefined, mayClash: false };

const FAULTY = topic((statement, kind) => judgeIn(statement, kind).fault !== undefined);

/** By name and form: no value counts here. */
const VERDICTS = new WeakMap<BlockKind, Map<string, Verdict>>();

function verdictsIn(kind: BlockKind): Map<string, Verdict> {
  let verdicts = VERDICTS.get(kind);
  if (!verdicts || verdicts.size > MOST_VERDICTS) {
    verdicts = new Map();
    VERDICTS.set(kind, verdicts);
  }
  return verdicts;
}

/** Names come from the text: nothing is kept for ever. */
const MOST_VERDICTS = 2000;

function judgeAt(statement: Statement, places: readonly Place[], knowledge: Knowledge): Verdict {
  const { name } = statement;
  const known = knowledge.of(name);
  const fault = judge(statement, places, known);
  const mayClash = !fault && (isSingle(known, places) || rivalOf(name) !== undefined);
  return { fault, mayClash };
}

/** None for a block whose content only its module knows. */
function placesOf({ place }: BlockKind): readonly Place[] {
  return place === "other" ? [] : [place];
}

function judge(
  statement: Statement,
  places: readonly Place[],
  known: Known,
): FaultFacts | undefined {
  if (known.own.length === 0) return judgeName(known);
  const fault = judgeForm(statement, places, known.rows);
  if (!fault || known.newer.length === 0) return fault;
  if (judgeForm(statement, places, [...known.rows, ...known.newer])) return fault;
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
  { args, terminated, isBlock, isCode }: Statement,
  places: readonly Place[],
  rows: readonly DirectiveRow[],
): FormFault | undefined {
  if (!terminated && !isBlock) return undefined;
  const fitting = rows.filter((it) => fits(it, places));
  if (fitting.length === 0) {
    return { kind: "misplaced", places: rows.filter(isOwn).flatMap((it) => it.places) };
  }
  const hasBraces = isBlock || isCode;
  const shaped = fitting.filter((it) => it.block === hasBraces);
  if (shaped.length === 0) return { kind: hasBraces ? "not-a-block" : "no-block" };
  return shaped.some((it) => acceptsCount(it, args.length))
    ? undefined
    : { kind: "arguments", rows: shaped };
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
