/**
 * What an OpenSSL 3.0 cipher string selects. Follows `ssl_create_cipher_list` of OpenSSL 3.0's ssl_ciph.c, over a
 * table of that version's suites. TLS 1.3 suites are not part of it: no cipher string affects them.
 */
import type { Span } from "../text.ts";
import { CIPHER_SUITES, type Suite, selectedBy } from "./cipher-suites.ts";

export interface CipherToken {
  readonly op: "" | "!" | "-" | "+" | "@";
  /** Without the operator. */
  readonly text: string;
  /** Within the string, operator included. */
  readonly span: Span;
  /** How many suites the token's words select in the table. */
  readonly matches: number;
  /** The suites that this token enabled. */
  readonly added: readonly Suite[];
}

export interface CipherSelection {
  /** In order of preference. Empty: nginx refuses the string (`no cipher match`). */
  readonly selected: readonly Suite[];
  readonly tokens: readonly CipherToken[];
  readonly seclevel?: number;
  /** True if OpenSSL refuses the string as malformed (`invalid command`). */
  readonly invalid: boolean;
}

export function evaluateCiphers(text: string): CipherSelection {
  return new Evaluation(text).run();
}

/** `DEFAULT` is this rule, not a keyword: OpenSSL knows it only at the very start of a string. */
const DEFAULT_RULE = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";

/** A string that begins like this is replaced as a whole. */
const SUITE_B: readonly (readonly [string, string])[] = [
  ["SUITEB128ONLY", "ECDHE-ECDSA-AES128-GCM-SHA256"],
  ["SUITEB128C2", "ECDHE-ECDSA-AES256-GCM-SHA384"],
  ["SUITEB128", "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"],
  ["SUITEB192", "ECDHE-ECDSA-AES256-GCM-SHA384"],
];

class Evaluation {
  readonly #text: string;
  readonly #tokens: CipherToken[] = [];
  readonly #enabled = new Set<Suite>();
  /** Enabled and disabled suites in one order; killed ones are gone. */
  #order: readonly Suite[] = CIPHER_SUITES;
  #at = 0;
  #seclevel: number | undefined;
  #invalid = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): CipherSelection {
    const suiteB = SUITE_B.find(([word]) => this.#text.startsWith(word));
    if (suiteB) this.#stand(suiteB[1], this.#text.length);
    else if (this.#text.startsWith("DEFAULT")) {
      this.#stand(DEFAULT_RULE, "DEFAULT".length);
      if (this.#text[this.#at] === ":") this.#at++;
    }
    while (this.#at < this.#text.length) this.#token();
    return {
      selected: this.#invalid ? [] : this.#order.filter((it) => this.#enabled.has(it)),
      tokens: this.#tokens,
      ...(this.#seclevel === undefined ? {} : { seclevel: this.#seclevel }),
      invalid: this.#invalid,
    };
  }

  /** Lets `rule` stand for the text up to `end`. */
  #stand(rule: string, end: number): void {
    const inner = new Evaluation(rule);
    const { selected } = inner.run();
    this.#order = inner.#order;
    for (const suite of selected) this.#enabled.add(suite);
    this.#push("", { start: 0, end }, selected.length, selected);
    this.#at = end;
  }

  #token(): void {
    const start = this.#at;
    const first = this.#text[start] ?? "";
    if (isSeparator(first)) {
      this.#at++;
      return;
    }
    const op = OPERATORS.find((it) => it === first) ?? "";
    this.#at += op.length;
    const selection = op === "@" ? this.#command() : this.#words();
    const known = selection !== undefined;
    if (!known) while (this.#at < this.#text.length && !isSeparator(this.#peek())) this.#at++;
    const before = new Set(this.#enabled);
    if (known) this.#apply(op, selection);
    const added = [...this.#enabled].filter((it) => !before.has(it));
    this.#push(op, { start, end: this.#at }, selection?.size ?? 0, added);
  }

  #push(op: CipherToken["op"], span: Span, matches: number, added: readonly Suite[]): void {
    const text = this.#text.slice(span.start + op.length, span.end);
    this.#tokens.push({ op, text, span, matches, added });
  }

  /** The suites that all words of `A+B` select; undefined if one is unknown, or two exclude each other. */
  #words(): ReadonlySet<Suite> | undefined {
    let selection: ReadonlySet<Suite> | undefined;
    for (;;) {
      const word = this.#word();
      if (word === "") return this.#fail();
      const more = this.#peek() === "+";
      if (more) this.#at++;
      const chosen = selectedBy(word);
      if (chosen === undefined || (chosen.size === 0 && !EMPTY_WORDS.has(word))) return undefined;
      const earlier: ReadonlySet<Suite> | undefined = selection;
      selection = earlier ? new Set([...chosen].filter((it) => earlier.has(it))) : chosen;
      if (earlier && earlier.size > 0 && chosen.size > 0 && selection.size === 0) return undefined;
      if (!more) return selection;
    }
  }

  #command(): undefined {
    const word = this.#word();
    const level = /^SECLEVEL=([0-5])$/.exec(word)?.[1];
    if (level !== undefined) this.#seclevel = Number(level);
    else if (word === "STRENGTH") this.#sortByStrength();
    else this.#invalid = true;
    return undefined;
  }

  #fail(): undefined {
    this.#invalid = true;
    this.#at++;
    return undefined;
  }

  #word(): string {
    const start = this.#at;
    while (/^[A-Za-z0-9.=-]/.test(this.#peek())) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #apply(op: CipherToken["op"], selection: ReadonlySet<Suite>): void {
    const moved = this.#order.filter(
      (it) => selection.has(it) && (op === "!" || this.#enabled.has(it) === (op !== "")),
    );
    const leaving = new Set(moved);
    const rest = this.#order.filter((it) => !leaving.has(it));
    if (op === "!") this.#order = rest;
    // A suite that was disabled last is the first to come back.
    else this.#order = op === "-" ? [...moved, ...rest] : [...rest, ...moved];
    for (const suite of moved) {
      if (op === "") this.#enabled.add(suite);
      else if (op !== "+") this.#enabled.delete(suite);
    }
  }

  #sortByStrength(): void {
    const enabled = this.#order.filter((it) => this.#enabled.has(it));
    const disabled = this.#order.filter((it) => !this.#enabled.has(it));
    this.#order = [...disabled, ...enabled.toSorted((a, b) => strength(b) - strength(a))];
  }
}

const OPERATORS = ["!", "-", "+", "@"] as const;

/** Words of which OpenSSL 3.0 has no suite, but still the algorithm or the class. It does not know others like `RC4`. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(["3DES", "LOW", "MEDIUM"]);

function isSeparator(character: string): boolean {
  return /^[:, ;]$/.test(character);
}

/** Bits of the key. */
function strength({ enc }: Suite): number {
  return Number(/\((\d+)\)/.exec(enc)?.[1] ?? 0);
}
