/** What variables can be compared with: in conditions, in the keys of maps, and where a map leads to an upstream. */
import { holdsServerName, wordsOfVariable } from "../../knowledge/variable-words.ts";
import { hostVariable } from "../symbols/upstreams.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type Spot, variableFamily } from "./surroundings.ts";
import { type Source, type ValueSite, whole } from "./value-site.ts";
import { placeOf } from "./variable-values.ts";

/** Behind `if ($name `: operators, then what the variable may be. */
export const conditionValues: Source = (at) => {
  const { name, args } = at;
  const variable = /^\(\s*\$\{?(\w+)\}?$/.exec(args[0] ?? "")?.[1];
  if (name !== "if" || variable === undefined) return undefined;
  if (args.length === 1) return whole(OPERATORS.map(([text, meaning]) => item(text, meaning)));
  if (args.length !== 2 || !/^!?=$/.test(args[1] ?? "")) return undefined;
  const offer = whole(valuesOf(variable, at.spots).filter((it) => !it.label.startsWith("~")));
  return offer && { ...offer, until: /\)/ };
};

const OPERATORS = [
  ["=", "is"],
  ["!=", "is not"],
  ["~", "matches a regular expression"],
  ["~*", "matches it in any case"],
  ["!~", "does not match a regular expression"],
  ["!~*", "does not match it in any case"],
] as const;

/** Keys for the `map` around. */
export function mapKeys(spot: Spot): readonly CompletionItem[] {
  const source = spot.scope.opener?.directive.args[0]?.text ?? "";
  const variable = /^\$\{?(\w+)\}?$/.exec(source)?.[1];
  return variable === undefined ? [] : valuesOf(variable, [spot]);
}

function valuesOf(variable: string, spots: readonly Spot[]): readonly CompletionItem[] {
  const known = wordsOfVariable(variable) ?? [];
  const items = known.map(({ text, meaning }) => item(text === "" ? '""' : text, meaning));
  return holdsServerName(variable) ? [...items, ...spots.flatMap(serverNames)] : items;
}

function serverNames({ config, scope }: Spot): readonly CompletionItem[] {
  const family = [...scope.outward()].at(-2)?.kind.name;
  const found = new Map<string, CompletionItem>();
  for (const located of config.root.everywhere("server_name")) {
    for (const { text } of located.directive.args) {
      if (!/^[\w.-]+\.[\w-]+$/.test(text) || !located.scope.isIn("http")) continue;
      found.set(text, { ...item(text, placeOf(located)), rank: RANK.named });
    }
  }
  return family === "mail" ? [] : [...found.values()];
}

/** Upstream groups, as values of a variable that a pass has its host from. */
export const targetValues: Source = (at) => {
  const variable = variableBeingSet(at);
  const [spot] = at.spots;
  const family = variableFamily(spot);
  const isHost = spot.config.connections.some(
    ({ target }) => variable !== undefined && hostVariable(target.text) === variable,
  );
  if (!isHost) return undefined;
  const groups = spot.config.upstreams.filter((it) => it.family === family);
  return whole(
    groups.map(({ name, opener }) => ({
      label: name,
      kind: "reference",
      insert: name,
      rank: RANK.named,
      detail: placeOf(opener),
    })),
  );
};

const OPENERS: Readonly<Record<string, number>> = { map: 1, split_clients: 1, geo: -1 };

/** In lower case, without `$`. */
function variableBeingSet({
  name,
  args,
  spots: [{ scope, block }],
}: ValueSite): string | undefined {
  if (name === "set") return args.length === 1 ? args[0]?.slice(1).toLowerCase() : undefined;
  const index = OPENERS[block];
  if (index === undefined || args.length > 0 || name === "include") return undefined;
  return scope.opener?.directive.args.at(index)?.text.slice(1).toLowerCase();
}

function item(label: string, detail: string): CompletionItem {
  const insert = label === '""' ? "" : label;
  return { label, kind: "value", insert, rank: RANK.usual, ...(detail !== "" && { detail }) };
}
