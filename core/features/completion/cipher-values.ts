/** Elements of cipher strings, lists of groups, and what `*_conf_command` takes. */
import {
  CIPHER_SUITES,
  hasForwardSecrecy,
  isAead,
  isUsable,
  type Suite,
  selectedBy,
  TLS13_SUITES,
  weaknesses,
  weaknessOfWord,
} from "../../knowledge/cipher-suites.ts";
import { CIPHER_DIRECTIVES, CIPHER_WORDS } from "../../knowledge/cipher-words.ts";
import { groupSince, isWeakGroup, knownGroups } from "../../knowledge/groups.ts";
import { MOZILLA_INTERMEDIATE } from "../../knowledge/mozilla.ts";
import { OPENSSL_COMMAND_WORDS, OPENSSL_COMMANDS } from "../../knowledge/openssl-commands.ts";
import { policyNamed } from "../../knowledge/policies/policies.ts";
import { versionAtLeast } from "../../version.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { elementStart, type Offer, type Source, type ValueSite, whole } from "./value-site.ts";

const LIST_SEPARATOR = /[:,]/;
const ELEMENT_END = /[:,\s;"']/;

export const cipherValues: Source = (at) => {
  if (!CIPHER_DIRECTIVES.includes(at.name) || at.args.length > 0) return undefined;
  return cipherList(at);
};

function cipherList({ typed, settings, name }: ValueSite): Offer {
  const from = listStart(typed);
  const operator = /^[!+-]/.exec(typed.slice(from))?.[0] ?? "";
  const listed = new Set(typed.slice(0, from).split(LIST_SEPARATOR));
  const words = cipherWords(operator).filter((it) => !listed.has(it.label));
  const items = from > 0 || operator !== "" ? words : [...policyStrings(name, settings), ...words];
  return { items, from: from + operator.length, until: ELEMENT_END };
}

function listStart(typed: string): number {
  return elementStart(typed, LIST_SEPARATOR);
}

/** The whole list, found by what it says and by whose it is. */
function policyStrings(
  directive: string,
  { policy }: ValueSite["settings"],
): readonly CompletionItem[] {
  const { label } = policyNamed(policy);
  const { text } = policyNamed(policy).ciphers(directive);
  const words = text.split(":");
  return [
    {
      label,
      kind: "value",
      insert: text,
      rank: RANK.recommended,
      detail: `${words.length} words`,
      documentation: words.map((it) => `- \`${it}\``).join("\n"),
      filter: `${text} ${label}`,
      preselect: true,
    },
  ];
}

function cipherWords(operator: string): readonly CompletionItem[] {
  let items = WORDS.get(operator);
  if (!items) {
    items = CIPHER_WORDS.map((it) => cipherItem(it, operator));
    if (operator === "") items = [...items, ...COMMANDS];
    WORDS.set(operator, items);
  }
  return items;
}

/** Made from the tables, once. */
const WORDS = new Map<string, readonly CompletionItem[]>();

const COMMANDS: readonly CompletionItem[] = [
  {
    label: "@SECLEVEL=2",
    kind: "value",
    insert: "@SECLEVEL=2",
    rank: RANK.foreign,
    detail: "112 bits of security",
  },
  {
    label: "@STRENGTH",
    kind: "value",
    insert: "@STRENGTH",
    rank: RANK.foreign,
    detail: "sort by key length",
  },
];

function cipherItem(word: string, operator: string): CompletionItem {
  const suite = CIPHER_SUITES.find((it) => it.name === word);
  const weakness = suite ? weaknesses(suite)[0] : weaknessOfWord(word);
  const count = selectedBy(word)?.size;
  const detail = weakness ?? (suite || count === undefined ? undefined : `${count} suites`);
  const excludes = operator === "!" || operator === "-";
  const isWeak = weakness !== undefined;
  const rank = excludes
    ? isWeak && !suite
      ? RANK.recommended
      : RANK.known
    : isWeak
      ? RANK.weak
      : rankOf(suite);
  return {
    label: word,
    kind: "value",
    insert: word,
    rank,
    ...(detail !== undefined && { detail }),
    ...(suite && { documentation: describe(suite) }),
    ...(isWeak && !excludes && { deprecated: true }),
  };
}

function rankOf(suite: Suite | undefined): number {
  if (!suite) return RANK.module;
  if (!isUsable(suite)) return RANK.repeated;
  if (MOZILLA_INTERMEDIATE.ciphers.includes(suite.name)) return RANK.named;
  return hasForwardSecrecy(suite) && isAead(suite) ? RANK.usual : RANK.foreign;
}

function describe({ protocol, kx, au, enc }: Suite): string {
  return `${protocol}: key exchange ${kx}, certificate ${au}, encryption ${enc}`;
}

/** `ssl_ecdh_curve`. */
export const groupValues: Source = (at) => {
  if (at.name !== "ssl_ecdh_curve" || at.args.length > 0) return undefined;
  const items = groupList(at);
  const auto: CompletionItem = {
    label: "auto",
    kind: "value",
    insert: "auto",
    rank: RANK.named,
    detail: "the groups that OpenSSL is built with",
  };
  return items.from > 0 ? items : { ...items, items: [auto, ...items.items] };
};

function groupList({ typed, settings }: ValueSite): Offer {
  const from = elementStart(typed, LIST_SEPARATOR);
  const listed = new Set(typed.slice(0, from).split(LIST_SEPARATOR));
  const has = (name: string) => versionAtLeast(settings.opensslVersion, groupSince(name) ?? "0");
  const items = knownGroups()
    .filter((it) => !listed.has(it))
    .map((label): CompletionItem => {
      const isWeak = isWeakGroup(label);
      return {
        label,
        kind: "value",
        insert: label,
        parameterOf: { name: "ssl_ecdh_curve", page: "" },
        rank: !has(label) ? RANK.refused : isWeak ? RANK.weak : RANK.usual,
        ...(!has(label) && { detail: `needs OpenSSL ${groupSince(label)}` }),
        ...((isWeak || !has(label)) && { deprecated: true }),
      };
    });
  const policy = policyNamed(settings.policy);
  const text = policy.groups?.filter(has).join(":");
  if (from > 0 || text === undefined) return { items, from, until: ELEMENT_END };
  const all = { label: text, kind: "value", insert: text, rank: RANK.recommended } as const;
  return { items: [{ ...all, detail: policy.label }, ...items], from, until: ELEMENT_END };
}

/** `ssl_conf_command` and its kin. */
export const commandValues: Source = (at) => {
  if (!at.name.endsWith("ssl_conf_command")) return undefined;
  const [command] = at.args;
  if (command === undefined) return whole(OPENSSL_COMMANDS.map(commandItem));
  if (at.args.length > 1) return undefined;
  const name = command.toLowerCase();
  if (name === "ciphersuites") return suites13(at.typed);
  if (name === "cipherstring") return cipherList({ ...at, name: "ssl_ciphers" });
  if (name === "groups" || name === "curves") return groupList(at);
  return commandWords(at.typed, name);
};

const USUAL_COMMANDS: ReadonlySet<string> = new Set([
  "Ciphersuites",
  "Options",
  "MinProtocol",
  "Groups",
  "SignatureAlgorithms",
]);

function commandItem(label: string): CompletionItem {
  const rank = USUAL_COMMANDS.has(label) ? RANK.usual : RANK.known;
  return { label, kind: "value", insert: label, rank, continues: true };
}

function suites13(typed: string): Offer {
  const from = listStart(typed);
  const listed = new Set(typed.slice(0, from).split(LIST_SEPARATOR));
  const items = TLS13_SUITES.filter(({ name }) => !listed.has(name)).map(
    ({ name, enc }): CompletionItem => ({
      label: name,
      kind: "value",
      insert: name,
      rank: RANK.usual,
      detail: `TLSv1.3 ${enc}`,
    }),
  );
  return { items, from, until: ELEMENT_END };
}

function commandWords(typed: string, command: string): Offer | undefined {
  const known = OPENSSL_COMMAND_WORDS.get(command);
  if (!known) return undefined;
  const from = known.isList ? elementStart(typed, /[,+-]/) : 0;
  const items = known.words.map(
    (label): CompletionItem => ({ label, kind: "value", insert: label, rank: RANK.known }),
  );
  return { items, from, until: ELEMENT_END };
}
