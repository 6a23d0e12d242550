/** What the argument under the cursor means, where its words tell. */
import { CIPHER_DIRECTIVES } from "../../knowledge/cipher-words.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import type { Span } from "../../text.ts";
import { rowOf } from "../directive-row.ts";
import { paragraphs, plain } from "../markdown.ts";
import {
  confCommandMeaning,
  groupMeaning,
  listenAddressMeaning,
  protocolMeaning,
  wordMeaning,
} from "../words.ts";
import { cipherMeaning, tls13Meaning } from "./ciphers.ts";
import { sizeMeaning, statusMeaning, timeMeaning } from "./measures.ts";
import type { Subject } from "./request.ts";

export interface ValueMeaning {
  readonly text: string;
  /** What it is about, in the file; undefined for the whole word. */
  readonly span?: Span;
}

/** Undefined for an argument that means only itself. */
export function valueMeaning(subject: Subject): ValueMeaning | undefined {
  const { located, word, index } = subject;
  const name = located.directive.name.text;
  if (CIPHER_DIRECTIVES.includes(name)) return partOf(subject, cipherMeaning);
  if (name === "ssl_ecdh_curve") return listElement(subject, groupMeaning);
  if (name.endsWith("_conf_command")) return confCommand(subject);
  const text = textMeaning(subject, name, word.text, index);
  return text === undefined ? undefined : { text };
}

function textMeaning(
  subject: Subject,
  name: string,
  word: string,
  index: number,
): string | undefined {
  if (name === "listen" && index === 0) return listenAddressMeaning(word);
  const status = STATUS_POSITIONS[name];
  if (status?.(index, word)) return statusMeaning(word);
  const known = wordMeaning(name, word) ?? measure(subject, word);
  return known ?? documentedMeaning(subject, word);
}

/** What NGINX's text says of the parameter. */
function documentedMeaning({ located, documentation }: Subject, word: string): string | undefined {
  const row = rowOf(located);
  const text = row && documentation.parameter(row.name, row.page, word);
  return text && paragraphs(`**${plain(word)}**`, text);
}

/** `default`, `hostnames` and their like in a `map` or `geo`. */
export function entryWordMeaning({
  located: { scope },
  documentation,
  word,
}: Subject): string | undefined {
  const row = scope.opener && rowOf(scope.opener);
  const text = row && documentation.parameter(row.name, row.page, word.text);
  return text && paragraphs(`**${plain(word.text)}**`, text);
}

const STATUS_POSITIONS: Readonly<Record<string, (index: number, word: string) => boolean>> = {
  return: (index) => index === 0,
  error_page: (_index, word) => /^=?\d{3}$/.test(word),
  limit_req_status: () => true,
  limit_conn_status: () => true,
  try_files: (_index, word) => /^=\d{3}$/.test(word),
};

function confCommand(subject: Subject): ValueMeaning | undefined {
  const { located, word, index } = subject;
  const [command] = located.directive.args;
  if (index === 0) {
    const text = confCommandMeaning(word.text);
    return text === undefined ? undefined : { text };
  }
  if (!command || index !== 1) return undefined;
  if (/^(min|max)protocol$/i.test(command.text)) {
    const text = protocolMeaning(word.text);
    return text === undefined ? undefined : { text };
  }
  const meaning = { ciphersuites: tls13Meaning, groups: groupMeaning, curves: groupMeaning };
  const known = Object.entries(meaning).find(([it]) => it === command.text.toLowerCase());
  return known && listElement(subject, known[1]);
}

/** The element of a list between colons that the cursor is in. */
function listElement(
  subject: Subject,
  meaning: (text: string) => string | undefined,
): ValueMeaning | undefined {
  return partOf(subject, (text, offset) => {
    const start = text.lastIndexOf(":", offset - 1) + 1;
    const colon = text.indexOf(":", offset);
    const end = colon < 0 ? text.length : colon;
    const found = meaning(text.slice(start, end).replace(/^\?/, ""));
    return found === undefined ? undefined : { text: found, span: { start, end } };
  });
}

/** A meaning whose span counts from the word's text. A word with escapes is taken whole. */
function partOf(
  { word, cursor }: Subject,
  meaning: (text: string, offset: number) => { text: string; span: Span } | undefined,
): ValueMeaning | undefined {
  const start = word.span.start + word.quote.length;
  const found = meaning(word.text, Math.max(0, cursor.offset - start));
  if (!found || word.raw.includes("\\")) return found && { text: found.text };
  const span = { start: start + found.span.start, end: start + found.span.end };
  return { text: found.text, span };
}

/** A time or a size, as the directive's setter or its documented syntax says. */
function measure({ located }: Subject, word: string): string | undefined {
  const row = rowOf(located);
  if (!row || !/\d/.test(word)) return undefined;
  if (row.slot === "msec") return timeMeaning(word, "ms");
  if (row.slot === "sec") return timeMeaning(word, "s");
  if (row.slot === "size" || row.slot === "off") return sizeMeaning(word);
  const forms = syntaxOf(row)?.forms.join(" ") ?? "";
  const [, key = "", value = word] = /^(\w+=)(.*)$/.exec(word) ?? [];
  const zone = /^(?:[^:]+:)+(\d+[km]?)$/i.exec(value)?.[1];
  if (zone !== undefined && forms.includes(":<size>")) return sizeMeaning(zone);
  const isTime = forms.includes(`${key}<time>`);
  const isSize = forms.includes(`${key}<size>`);
  if (isTime === isSize) return undefined;
  return isTime ? timeMeaning(value, "s") : sizeMeaning(value);
}
