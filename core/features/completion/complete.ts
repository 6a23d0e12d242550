/** Completion: what can stand at a position of a configuration, by where that is and what is already there. */
import type { Config } from "../../config/config.ts";
import type { SourceFile } from "../../config/source-file.ts";
import { type DirectiveRow, lookUp, ownRowsIn, pastRows } from "../../knowledge/directives.ts";
import { certificateNames } from "./certificate-names.ts";
import { cipherValues, commandValues, groupValues } from "./cipher-values.ts";
import { commentCompletion, type Silenceable } from "./comment-items.ts";
import { directiveItems } from "./directive-items.ts";
import { entryItems, extensionItems, isEntryBlock } from "./entry-items.ts";
import { codeValues, headerValues, typeValues } from "./http-values.ts";
import { asWord, type Completion, type CompletionItem, matches } from "./item.ts";
import { logValues } from "./log-values.ts";
import { missingNames } from "./missing-names.ts";
import { nameValues } from "./name-values.ts";
import { type Files, pathValues } from "./path-values.ts";
import { protocolValues } from "./protocol-values.ts";
import { recipeItems } from "./recipes.ts";
import { type Site, siteAt } from "./site.ts";
import { type Spot, spotsAt } from "./surroundings.ts";
import { syntaxValues } from "./syntax-values.ts";
import { passValues, peerNameValues } from "./upstream-values.ts";
import { type Offer, type Source, type ValueSite, whole } from "./value-site.ts";
import { variableValues } from "./variable-values.ts";
import { conditionValues, targetValues } from "./variable-words.ts";
import { wordValues } from "./word-values.ts";

export interface CompletionRequest {
  /** The configurations that the file belongs to. */
  readonly configs: readonly Config[];
  readonly file: SourceFile;
  /** UTF-16 offset of the cursor. */
  readonly offset: number;
  readonly files: Files;
  /** The character whose typing asked; undefined where the user asked. */
  readonly trigger?: string;
  /** What comments can silence; default: no rule is offered. */
  readonly silenceable?: Silenceable;
}

/** Undefined where nothing can be said. */
export async function complete(request: CompletionRequest): Promise<Completion | undefined> {
  const site = siteAt(request.file, request.offset);
  if (!site) return commentCompletion(request);
  const [spot, ...others] = spotsAt(request.configs, site);
  if (!spot) return undefined;
  const spots = [spot, ...others] as const;
  const { name } = site;
  if (name === undefined) return beginning(site, spots, request.trigger);
  const at = valueSite(site, name, spots);
  const offer = at && (await offerFor(at, request.files));
  return offer && answer(site, offer);
}

/** Characters that begin a value, and nothing else. */
const VALUE_TRIGGERS = /^[ $/:@="'{]$/;

function beginning(
  site: Site,
  spots: readonly [Spot, ...Spot[]],
  trigger = "",
): Completion | undefined {
  const { text, quote } = site.current;
  const entrySpot = spots.find(isEntryBlock);
  if (VALUE_TRIGGERS.test(trigger) && !(entrySpot && text !== "")) return undefined;
  if (entrySpot) return answer(site, { items: entryItems(site, entrySpot), from: 0 });
  if (quote !== "" || !/^\w*$/.test(text)) return undefined;
  const items = [...recipeItems(site, spots), ...directiveItems(site, spots)];
  return answer(site, { items, from: 0 });
}

type Spots = readonly [Spot, ...Spot[]];

/** Undefined if nginx takes no further argument. */
function valueSite(site: Site, name: string, spots: Spots): ValueSite | undefined {
  const fitting = spots.map((spot) => ({ spot, row: rowAt(name, spot) }));
  const [first = fitting[0], ...rest] = fitting.filter(({ row, spot }) => fits(row, spot));
  if (!first) return undefined;
  const { row } = first;
  const args = site.args.map((it) => it.text);
  if (row && row.max !== null && args.length >= row.max && !isEntryBlock(first.spot))
    return undefined;
  return {
    site,
    spots: [first.spot, ...rest.map((it) => it.spot)],
    settings: first.spot.config.settings,
    name,
    row,
    args,
    typed: site.current.text,
  };
}

function fits(row: DirectiveRow | undefined, { place }: Spot): boolean {
  return row?.places.includes(place) === true;
}

/** The row that reads a directive in a block; any row of the name where none may. */
function rowAt(name: string, spot: Spot): DirectiveRow | undefined {
  const today = lookUp(name);
  const own = ownRowsIn(name, spot.config.settings.nginxVersion);
  const all = [...own, ...today, ...pastRows(name)];
  return all.find((it) => fits(it, spot)) ?? all[0];
}

const SOURCES: readonly Source[] = [
  protocolValues,
  cipherValues,
  groupValues,
  commandValues,
  headerValues,
  typeValues,
  codeValues,
  passValues,
  peerNameValues,
  nameValues,
  missingNames,
  logValues,
  conditionValues,
  targetValues,
  wordValues,
  syntaxValues,
];

async function offerFor(at: ValueSite, files: Files): Promise<Offer | undefined> {
  const [spot] = at.spots;
  const variables = variableValues(at);
  if (variables) return variables;
  if (isEntryBlock(spot)) {
    if (at.name === "include") return pathValues({ ...at, name: "include" }, files);
    if (spot.block === "types") return whole(extensionItems(at.name, at.args));
    return targetValues(at);
  }
  const found = SOURCES.map((it) => it(at));
  const exclusive = EXCLUSIVE.has(at.name) || at.name.endsWith("ssl_conf_command");
  const offers = exclusive ? found.slice(0, LISTS) : found;
  const names = await certificateNames(at, files);
  const paths = await pathValues(at, files);
  return join([...offers, names, paths]);
}

/** Directives whose values are lists that the first sources know alone. */
const EXCLUSIVE: ReadonlySet<string> = new Set(["ssl_ecdh_curve"]);
const LISTS = 4;

/** Items for a part of the argument go before those for the whole. */
function join(offers: readonly (Offer | undefined)[]): Offer | undefined {
  const found = offers.filter((it) => it !== undefined);
  const part = found.find((it) => it.from > 0);
  if (part) {
    const alike = found.filter((it) => it.from === part.from);
    return { ...part, items: distinct(alike.flatMap((it) => it.items)) };
  }
  const [first] = found;
  const until = found.length === 1 ? first?.until : undefined;
  if (!first) return undefined;
  return {
    items: distinct(found.flatMap((it) => it.items)),
    from: 0,
    ...(until && { until }),
  };
}

function distinct(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const found = new Map<string, CompletionItem>();
  for (const it of items) if (!found.has(it.label)) found.set(it.label, it);
  return [...found.values()];
}

function answer(site: Site, { items, from, until }: Offer): Completion {
  const { offset, word, file } = site;
  const start = Math.min(word.start + from, offset);
  const behind = file.text.slice(offset, word.end);
  const stop = until ? behind.search(until) : -1;
  const end = stop === -1 ? word.end : offset + stop;
  const typed = file.text.slice(start, offset);
  const fitting = items.filter((it) => matches(typed, it.filter ?? it.label));
  return {
    items: from > 0 ? fitting : fitting.flatMap((it) => quoted(it, site)),
    insert: { start, end: offset },
    replace: { start, end },
  };
}

/** An argument as it must be written: several words don't go into quotes. */
function quoted(
  item: CompletionItem,
  { current: { quote }, isLast }: Site,
): readonly CompletionItem[] {
  if (item.kind !== "value" && item.kind !== "reference") return [item];
  if (item.phrase) return quote === "" && isLast ? [item] : [];
  if (quote === "") return [{ ...item, insert: item.label === '""' ? '""' : asWord(item.insert) }];
  if (item.label === '""') return [];
  return [{ ...item, insert: item.insert.replaceAll(/["\\]/g, "\\$&") }];
}
