/** What a directive's arguments are, apart from names that the configuration itself defines. */
import { type DirectiveRow, isOwn, lookUp } from "../../knowledge/directives.ts";
import {
  PROTOCOL_DIRECTIVES,
  protocolNamed,
  RETIRED_PROTOCOLS,
} from "../../knowledge/protocols.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { alternativesOf } from "../../knowledge/syntax-form.ts";
import { patternsOf } from "../../knowledge/values/patterns.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import { versionAtLeast } from "../../version.ts";
import { fileNamesIn } from "../links/file-names.ts";
import { spanInWord } from "../symbols/word-span.ts";
import type { Draw } from "./draw.ts";

export function drawValues(directive: Directive, nginxVersion: string, draw: Draw): void {
  const { name, args, block } = directive;
  const rows = lookUp(name.text).filter((it) => it.block === (block !== undefined));
  drawPatterns(directive, draw);
  drawFiles(directive, draw);
  const isProtocols = PROTOCOL_DIRECTIVES.includes(name.text);
  const words = rows.filter(isOwn).length > 0 ? rows.filter(isOwn) : rows;
  for (const [index, arg] of args.entries()) {
    if (isProtocols) drawProtocol(arg, draw);
    else if (index === 0 && HEADER.test(name.text)) draw(arg.span, "property");
    else if (name.text === "listen" && arg.text === "http2") {
      // https://nginx.org/en/CHANGES: deprecated in 1.25.1.
      draw(arg.span, "enumMember", versionAtLeast(nginxVersion, "1.25.1") ? ["deprecated"] : []);
    } else drawWord(arg, words, draw);
  }
}

/** Directives whose first argument is the name of a header or parameter that is passed on. */
const HEADER =
  /^add_(header|trailer)$|_(set|hide|pass|ignore)_header$|^(fastcgi|scgi|uwsgi)_param$|^more_set_/;

function drawProtocol(arg: Word, draw: Draw): void {
  const protocol = protocolNamed(arg.text);
  if (!protocol) return;
  draw(arg.span, "enumMember", RETIRED_PROTOCOLS.has(protocol) ? ["deprecated"] : []);
}

function drawPatterns({ name, args }: Directive, draw: Draw): void {
  const texts = args.map((it) => it.text);
  for (const { argument, start, text } of patternsOf(name.text, texts)) {
    const word = args[argument];
    if (word) draw.plain(spanInWord(word, start, start + text.length), "regexp");
  }
}

/** Directives of nginx that name a file or folder, beside those that links lead from. */
const PATHS: ReadonlySet<string> = new Set([
  "access_log",
  "alias",
  "client_body_temp_path",
  "error_log",
  "include",
  "load_module",
  "pid",
  "proxy_cache_path",
  "proxy_temp_path",
  "root",
]);
const ADDRESS = /^(https?|grpcs?|uwsgi|suwsgi|scgi):\/\/|^unix:/;

function drawFiles(directive: Directive, draw: Draw): void {
  const { name, args } = directive;
  for (const { word } of fileNamesIn(directive)) draw(word.span, "string");
  const [first] = args;
  if (first && PATHS.has(name.text) && !WORDS.test(first.text)) draw(first.span, "string");
  for (const arg of args) if (ADDRESS.test(arg.text)) draw(arg.span, "string");
}

/** Words that stand in place of a file. */
const WORDS = /^(on|off|stderr|memory:\d+\w?|syslog:.*)$/;
const NUMBER = /^-?\d+(\.\d+)?([kKmMgG%]|ms|[smhdwMy]|r\/[sm])?$/;
const PARAMETER = /^([A-Za-z_]\w*=)(.*)$/s;

function drawWord(arg: Word, rows: readonly DirectiveRow[], draw: Draw): void {
  const { text, quote, span } = arg;
  if (quote !== "") {
    draw.plain(span, "string");
    return;
  }
  const [, key = "", value = ""] = PARAMETER.exec(text) ?? [];
  if (text === "on" || text === "off") draw.plain(span, "enumMember");
  else if (rows.some((it) => wordsOf(it).has(text))) draw(span, "enumMember");
  else if (key !== "") {
    const end = span.start + key.length;
    draw.plain({ start: span.start, end: end - 1 }, "parameter");
    if (NUMBER.test(value)) draw.plain({ start: end, end: span.end }, "number");
  } else if (NUMBER.test(text)) draw.plain(span, "number");
}

const WORDS_OF_ROWS = new WeakMap<DirectiveRow, ReadonlySet<string>>();

/** The words that a directive's sources look for, or that its documentation gives. */
function wordsOf(row: DirectiveRow): ReadonlySet<string> {
  const known = WORDS_OF_ROWS.get(row);
  if (known) return known;
  const documented = (syntaxOf(row)?.forms ?? [])
    .flatMap(alternativesOf)
    .flatMap((terms) => terms.flatMap((it) => it.options))
    .flatMap((it) => (it.kind === "literal" ? [it.text] : []));
  const words = new Set([...documented, ...(row.values ?? []), ...(row.params ?? [])]);
  WORDS_OF_ROWS.set(row, words);
  return words;
}
