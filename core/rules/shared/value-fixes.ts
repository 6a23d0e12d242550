/** What a value that nginx refuses was meant to be. */

import type { SourceFile } from "../../config/source-file.ts";
import type { DirectiveRow } from "../../knowledge/directives.ts";
import { suggestWord } from "../../knowledge/typos.ts";
import type { Word } from "../../syntax/tree.ts";
import { asWord, replaceWord } from "./edits.ts";
import type { RuleFix } from "./rule.ts";

/** For a value of a standard slot: a word for a switch, a unit, a slip of the keyboard. */
export function mendValue(file: SourceFile, word: Word, row: DirectiveRow): readonly RuleFix[] {
  const certain = CERTAIN[row.slot ?? ""]?.(word.text.toLowerCase());
  if (certain !== undefined) return [replacement(file, word, certain, "safe")];
  const meant =
    row.slot === "flag" ? switchMeant(word.text) : suggestWord(word.text, row.values ?? []);
  return meant === undefined ? [] : [replacement(file, word, meant, "unsafe")];
}

/** For the name of a parameter; its value stays. */
export function mendParameter(file: SourceFile, word: Word, row: DirectiveRow): readonly RuleFix[] {
  const address = row.name === "server" ? withoutScheme(word.text) : undefined;
  if (address !== undefined) return [replacement(file, word, address, "unsafe")];
  const [name = "", ...value] = word.text.split(/(?<==)/);
  const isSameKind = (it: string) => it.endsWith("=") === name.endsWith("=");
  const meant = suggestWord(name, (row.params ?? []).filter(isSameKind));
  if (meant === undefined || meant === name) return [];
  return [replacement(file, word, meant + value.join(""), "unsafe")];
}

/** `https://host/` in a group of upstreams, which takes an address: what speaks TLS says so in its pass. */
function withoutScheme(text: string): string | undefined {
  const [, scheme, host, port = ""] = /^(https?):\/\/([\w.-]+)(:\d+)?\/?$/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  return host + (port || (scheme.toLowerCase() === "https" ? ":443" : ":80"));
}

function replacement(
  file: SourceFile,
  word: Word,
  text: string,
  safety: RuleFix["safety"],
): RuleFix {
  const edits = [replaceWord(file, word, asWord(text))];
  return { title: `Replace with "${text}"`, safety, edits };
}

/** A letter too many or too few. */
function switchMeant(text: string): string | undefined {
  if (/^o+n+$/i.test(text)) return "on";
  return /^o+f+$/i.test(text) ? "off" : undefined;
}

const SWITCHES: ReadonlyMap<string, string> = new Map([
  ["yes", "on"],
  ["true", "on"],
  ["1", "on"],
  ["enable", "on"],
  ["enabled", "on"],
  ["no", "off"],
  ["false", "off"],
  ["0", "off"],
  ["none", "off"],
  ["disable", "off"],
  ["disabled", "off"],
]);

const CERTAIN: Readonly<Record<string, (text: string) => string | undefined>> = {
  flag: (text) => SWITCHES.get(text),
  size: sizeOf,
  "complex-size": sizeOf,
  offset: offsetOf,
  msec: timeOf,
  sec: timeOf,
};

function offsetOf(text: string): string | undefined {
  return /^(\d+[kmg])i?b$/.exec(text)?.[1];
}

/** A size knows no `g`. */
function sizeOf(text: string): string | undefined {
  const gigabytes = /^(\d{1,6})g(i?b)?$/.exec(text)?.[1];
  return gigabytes === undefined ? offsetOf(text) : `${Number(gigabytes) * 1024}m`;
}

function timeOf(text: string): string | undefined {
  const [, count, unit] = /^(\d+) ?(sec|second|min|minute|hour|hr|day)s?$/.exec(text) ?? [];
  return count === undefined ? undefined : count + (unit ?? "").charAt(0);
}
