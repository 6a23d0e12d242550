/** What the tables and the documented syntax say of a directive's values. */
import { knowsPlus } from "../../config/platform.ts";
import { isOwn } from "../../knowledge/directives.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { optionsAt, type SyntaxOption } from "../../knowledge/syntax-form.ts";
import { isPlusOnly, judgeValues, type ValueKind } from "../../knowledge/values/judge.ts";
import { PARAMETER_SINCE, PLUS_PARAMETERS } from "../../knowledge/values/versions.ts";
import { versionAtLeast } from "../../version.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type Source, type ValueSite, whole } from "./value-site.ts";

/** Words and parameters, and behind a parameter's sign its words. */
export const syntaxValues: Source = (at) => {
  if (!at.row || isFull(at)) return undefined;
  const options = optionsOf(at);
  const behind = options.find((it) => it.kind === "parameter" && at.typed.startsWith(it.text));
  if (behind?.kind === "parameter") {
    const values = valuesBehind(behind.text, behind.values, at);
    return values.length === 0 ? undefined : { items: values, from: behind.text.length };
  }
  return whole([...options.flatMap((it) => optionItems(it, at)), ...defaultItem(at)]);
};

/** True if nginx takes no further argument. */
function isFull({ row, args }: ValueSite): boolean {
  return row !== undefined && row.max !== null && args.length >= row.max;
}

function optionsOf(at: ValueSite): readonly SyntaxOption[] {
  const { row, args } = at;
  if (!row) return [];
  const forms = syntaxOf(row)?.forms ?? [];
  const options = forms.length > 0 ? [...optionsAt(forms, args)] : [];
  const isOpen = forms.length === 0 || forms.some((it) => it.includes("<parameters>"));
  const words = [...(row.slot === "flag" ? ["on", "off"] : []), ...(row.values ?? [])];
  if (isOpen && (forms.length === 0 || args.length > 0)) {
    words.push(...(row.params ?? []), ...(PLUS_PARAMETERS.get(row.name) ?? []));
  }
  if (row.slot !== undefined && row.slot !== "bitmask" && args.length > 0) words.length = 0;
  for (const text of words) {
    if (!options.some((it) => it.text === text)) options.push(optionOf(text));
  }
  return options.filter((it) => isNew(it, args));
}

function optionOf(text: string): SyntaxOption {
  return /[=:]$/.test(text) && text !== "unix:"
    ? { kind: "parameter", text, values: [], rest: "" }
    : { kind: "literal", text };
}

function isNew(option: SyntaxOption, args: readonly string[]): boolean {
  if (option.kind === "value") return true;
  return option.kind === "literal"
    ? !args.includes(option.text)
    : !args.some((it) => it.startsWith(option.text));
}

function optionItems(option: SyntaxOption, at: ValueSite): readonly CompletionItem[] {
  if (option.kind === "value") return [];
  const judgement = judge(option, at);
  if (judgement === "refused") return [];
  const { text } = option;
  const refusal = judgement === "accepted" ? undefined : judgement;
  const item: CompletionItem = {
    label: text,
    kind: option.kind === "literal" ? "value" : "parameter",
    insert: text,
    rank: refusal === undefined ? RANK.known : RANK.refused,
    ...(at.row && { parameterOf: { name: at.row.name, page: at.row.page } }),
    ...(option.kind === "parameter" && { continues: true }),
    ...noteOf(refusal ?? meaningOf(option, at)),
    ...(refusal !== undefined && { deprecated: true }),
  };
  return [withSuccessor(item, at)];
}

function noteOf(detail: string | undefined): { readonly detail?: string } {
  return detail === undefined ? {} : { detail };
}

function meaningOf(option: SyntaxOption, { row }: ValueSite): string | undefined {
  const isDefault = row && syntaxOf(row)?.default === option.text;
  if (isDefault) return "the default";
  if (option.kind !== "parameter" || option.rest === "") return undefined;
  return option.text + option.rest.replaceAll(/[<>]/g, "");
}

/** `listen … http2` still works where the directive `http2` took its place. */
function withSuccessor(item: CompletionItem, { name, settings }: ValueSite): CompletionItem {
  const replaced = name === "listen" && item.label === "http2";
  if (!replaced || !versionAtLeast(settings.nginxVersion, "1.25.1")) return item;
  return { ...item, rank: RANK.weak, deprecated: true, detail: "deprecated: use http2 on;" };
}

const KINDS: readonly ValueKind[] = ["value", "parameter", "listen"];

/** "refused", or what a newer nginx or NGINX Plus is needed for. */
function judge(option: SyntaxOption, at: ValueSite): string {
  const { row, args, settings, name } = at;
  if (!row || !isOwn(row)) return "accepted";
  if (isPlusOnly(row, option.text) && !knowsPlus(settings.platform)) {
    const since = sinceOf(at, option.text);
    if (since === undefined) return "NGINX Plus";
  }
  const since = sinceOf(at, option.text);
  if (since !== undefined && !versionAtLeast(settings.nginxVersion, since)) {
    return `needs nginx ${since}`;
  }
  if (option.kind !== "literal") return "accepted";
  for (const kind of KINDS) {
    const fault = judgeValues(kind, row, [...args, option.text], settings.nginxVersion);
    if (fault?.argument !== args.length) continue;
    if (fault.since !== undefined) return `needs nginx ${fault.since}`;
    return name === "if" ? "accepted" : "refused";
  }
  return "accepted";
}

function sinceOf({ row, name }: ValueSite, text: string): string | undefined {
  const family = /^ngx_(http|stream|mail)_/.exec(row?.module ?? "")?.[1] ?? "core";
  return PARAMETER_SINCE.get(`${name} ${family} ${text}`);
}

/** Parameters whose syntax names no words. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  "fail_timeout=": ["10s", "30s"],
  "rate=": ["10r/s", "1r/s", "60r/m"],
  "valid=": ["30s", "300s"],
  "levels=": ["1:2"],
  "inactive=": ["60m", "7d"],
  "max_size=": ["1g", "10g"],
  "buffer=": ["32k"],
  "flush=": ["5s", "1m"],
  "escape=": ["json", "default", "none"],
  "expires=": ["1h", "max"],
  "weight=": ["5"],
  "max_fails=": ["3"],
  "gzip=": ["1", "6"],
  "nohostname=": [],
};

function valuesBehind(
  key: string,
  words: readonly string[],
  { typed }: ValueSite,
): readonly CompletionItem[] {
  const known = words.length > 0 ? words : (BEHIND[key] ?? []);
  return known
    .filter((it) => it !== typed.slice(key.length))
    .map((label) => ({ label, kind: "value", insert: label, rank: RANK.known }));
}

/** The default as an example of what a value looks like. */
function defaultItem({ row, args, typed }: ValueSite): readonly CompletionItem[] {
  if (!row || args.length > 0 || typed.includes("$")) return [];
  const text = syntaxOf(row)?.default;
  const isPlain = text !== undefined && /^[\w.][\w./-]*$/.test(text);
  const isWord = optionsAt(syntaxOf(row)?.forms ?? [], []).some((it) => it.text === text);
  if (!isPlain || isWord) return [];
  return [{ label: text, kind: "value", insert: text, rank: RANK.known, detail: "the default" }];
}
