/** Did you mean …? Nothing is suggested unless one candidate is clearly the nearest. */
import {
  allDirectives,
  type DirectiveRow,
  isOwn,
  isThirdPartyName,
  type Place,
} from "./directives.ts";
import type { Protocol } from "./protocols.ts";

export interface Suggestion {
  readonly name: string;
  /** Slips between the two names: characters lost, added, replaced or swapped with a neighbour. */
  readonly distance: number;
  readonly reason: "case" | "alias" | "distance" | "prefix";
}

/** What an unknown directive name most likely means; names allowed in `place` are preferred. */
export function suggestDirective(name: string, place?: Place): Suggestion | undefined {
  const table = allDirectives();
  if (table.has(name) || !/^[a-z][\w-]{2,}$/i.test(name)) return undefined;
  const word = name.toLowerCase().replaceAll("-", "_");
  if (isThirdPartyName(word) || protocolWithoutTls(word) !== undefined) return undefined;
  if (table.get(word)?.some(isOwn)) return { name: word, distance: 0, reason: "case" };
  const alias = ALIASES.get(word);
  if (alias !== undefined) return { name: alias, distance: 0, reason: "alias" };
  return nearest(word, place) ?? completion(word, place) ?? nearestElsewhere(word);
}

/** The protocol that a `*_ssl_*` name asks to encrypt, if nginx has no TLS for it. */
export function protocolWithoutTls(name: string): "FastCGI" | "SCGI" | "memcached" | undefined {
  switch (/^(fastcgi|scgi|memcached)_ssl(?:_|$)/.exec(name)?.[1]) {
    case "fastcgi":
      return "FastCGI";
    case "scgi":
      return "SCGI";
    case "memcached":
      return "memcached";
    default:
      return undefined;
  }
}

/** The candidate that `word` most likely means: an enumeration's value, a protocol, a parameter. */
export function suggestWord(word: string, candidates: readonly string[]): string | undefined {
  const meant = candidates.find((it) => plain(it) === plain(word));
  if (meant !== undefined) return meant;
  const special = protocolMeant(word) ?? LISTEN_WORDS.find(([it]) => it.test(word))?.[1];
  if (special !== undefined && candidates.includes(special)) return special;
  if (word.length < 3) return undefined;
  const limit = thresholdOf(word);
  return closest(
    candidates
      .map((it) => ({ name: it, distance: osaDistance(word, it, limit) }), limit)
      .filter((it) => it.distance <= limit),
  )?.name;
}

/**
 * Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours, no
 * substring edited twice. `limit + 1` stands for anything beyond `limit`.
 */
export function osaDistance(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  let before: number[] = [];
  let previous: number[] = [];
  for (let j = 0; j <= b.length; j++) previous.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      // Cells this far from the diagonal cost more than the limit.
      const cost = Math.abs(i - j) > limit ? beyond : cellCost(a, b, i, j, [row, previous, before]);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return beyond;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? 0, beyond);
}

type Rows = readonly [row: number[], previous: number[], before: number[]];

function cellCost(a: string, b: string, i: number, j: number, rows: Rows): number {
  const [row, previous, before] = rows;
  const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost;
}

/** Names that people expect, and what nginx calls it. `P_` stands for each upstream module. */
/** What people write for the parameters of `listen`. */
const LISTEN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(tls|https)$/i, "ssl"],
  [/^(h3|http\/?3)$/i, "quic"],
  [/^(h2|http\/2)$/i, "http2"],
];

const ALIASES: ReadonlyMap<string, string> = new Map([
  ["ssl_cert", "ssl_certificate"],
  ["ssl_key", "ssl_certificate_key"],
  ["ssl_client_ca", "ssl_client_certificate"],
  ["ssl_ca", "ssl_client_certificate"],
  ...["proxy", "grpc", "uwsgi"].flatMap((it): [string, string][] => [
    [`${it}_ssl_cert`, `${it}_ssl_certificate`],
    [`${it}_ssl_key`, `${it}_ssl_certificate_key`],
    [`${it}_ssl_ca`, `${it}_ssl_trusted_certificate`],
    [`${it}_ssl_ca_certificate`, `${it}_ssl_trusted_certificate`],
    [`${it}_ssl_host`, `${it}_ssl_name`],
    [`${it}_ssl_sni`, `${it}_ssl_server_name`],
  ]),
]);

/** More slips are plausible in a longer name. */
function thresholdOf(word: string): number {
  if (word.length < 8) return 1;
  return word.length < 16 ? 2 : 3;
}

interface Candidate {
  readonly name: string;
  readonly distance: number;
}

/** The nearest name of nginx and njs, if no other is as near; of equals, the one allowed in `place`. */
function nearest(word: string, place: Place | undefined): Suggestion | undefined {
  // A `js_` name may be of another njs version: one slip only.
  const limit = word.startsWith("js_") ? 1 : thresholdOf(word);
  const found = within(word, limit, (rows) => rows.some(isOwn));
  const best = Math.min(...found.map((it) => it.distance));
  const tied = found.filter((it) => it.distance === best);
  const allowed = tied.filter((it) => isAllowed(it.name, place));
  const winner = closest(allowed.length > 0 ? allowed : tied);
  return winner && { ...winner, reason: "distance" };
}

/** One slip from a name that only NGINX Plus or a separately built module has. */
function nearestElsewhere(word: string): Suggestion | undefined {
  if (word.length < 8) return undefined;
  const winner = closest(within(word, 1, (rows) => rows.some((it) => it.origin === "plus")));
  return winner && { ...winner, reason: "distance" };
}

/** The one name that begins with `word`. */
function completion(word: string, place: Place | undefined): Suggestion | undefined {
  if (word.length < 8 || word.startsWith("js_")) return undefined;
  const names = [...allDirectives()]
    .filter(([name, rows]) => name.startsWith(word) && rows.some(isOwn))
    .map(([name]) => name);
  const allowed = names.filter((it) => isAllowed(it, place));
  const [name, ...others] = allowed.length > 0 ? allowed : names;
  if (name === undefined || others.length > 0) return undefined;
  return { name, distance: name.length - word.length, reason: "prefix" };
}

function within(
  word: string,
  limit: number,
  accept: (rows: readonly DirectiveRow[]) => boolean,
): Candidate[] {
  const letters = lettersOf(word);
  const found: Candidate[] = [];
  for (const [name, rows] of allDirectives()) {
    // A slip changes at most two of the letters used.
    if (bitCount(letters ^ knownLetters(name)) > 2 * limit || !accept(rows)) continue;
    const distance = osaDistance(word, name, limit);
    if (distance <= limit) found.push({ name, distance });
  }
  return found;
}

const LETTERS = new Map<string, number>();

function knownLetters(name: string): number {
  let letters = LETTERS.get(name);
  if (letters === undefined) {
    letters = lettersOf(name);
    LETTERS.set(name, letters);
  }
  return letters;
}

/** A bit for each character that occurs; different characters may share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The candidate of least distance, unless another has the same. */
function closest(candidates: readonly Candidate[]): Candidate | undefined {
  const [first, second] = candidates.toSorted((a, b) => a.distance - b.distance);
  return first && second?.distance === first.distance ? undefined : first;
}

function isAllowed(name: string, place: Place | undefined): boolean {
  const rows = allDirectives().get(name) ?? [];
  return place !== undefined && rows.some((it) => isOwn(it) && it.places.includes(place));
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll("-", "_");
}

/** Protocol names as other programs write them: `TLS1.2`, `TLSv12`, `tls_1_2`, `TLSv1.0`, `SSLv23`. */
function protocolMeant(word: string): Protocol | undefined {
  const [, kind, digits] = /^(tls|ssl)[-_ ]?v?([\d._]+)$/i.exec(word) ?? [];
  const number = digits?.replace(/[._]/g, "");
  if (kind?.toLowerCase() === "ssl") {
    if (number === "2" || number === "20") return "SSLv2";
    if (number === "3" || number === "30") return "SSLv3";
    // OpenSSL's SSLv23_method negotiated the best version of both sides.
    return number === "23" ? "TLSv1.2" : undefined;
  }
  return number === undefined ? undefined : TLS_NUMBERS.get(number);
}

const TLS_NUMBERS: ReadonlyMap<string, Protocol> = new Map([
  ["1", "TLSv1"],
  ["10", "TLSv1"],
  ["11", "TLSv1.1"],
  ["2", "TLSv1.2"],
  ["12", "TLSv1.2"],
  ["3", "TLSv1.3"],
  ["13", "TLSv1.3"],
]);
