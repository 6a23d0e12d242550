/** What nginx takes for a name of each kind. */
import { isBuiltIn, type VariableFamily } from "../../knowledge/variables.ts";
import type { SymbolKind } from "../symbols/draft.ts";
import type { NamedSymbol } from "../symbols/symbol.ts";

/** nginx reads no word of 4096 bytes or more; what stands around the name needs room, too. */
const LONGEST = 512;
/** PCRE takes no longer names for captures before version 10.44. */
const LONGEST_CAPTURE = 32;

/** A name as typed, without the sigil that people may type with it. */
export function bareName(kind: SymbolKind, typed: string): string {
  if (kind === "variable") return typed.replace(/^\$(?:\{(.*)\}|(.*))$/s, "$1$2");
  return kind === "named location" ? typed.replace(/^@/, "") : typed;
}

/** Why nginx would not take it, as a sentence; undefined if it does. */
export function nameFault(symbol: NamedSymbol, name: string): string | undefined {
  const { kind, places } = symbol;
  if (name === "") return "the new name is empty";
  if (name.length > LONGEST) return `a name of ${name.length} characters is too long for nginx`;
  const { allowed, words } = FORMS[kind] ?? PLAIN;
  if (!allowed.test(name)) return `"${name}" is no name for ${article(kind)}: ${words}`;
  if (RESERVED[kind]?.includes(name)) return `nginx has a meaning of its own for "${name}"`;
  if (kind !== "variable") return undefined;
  const inPattern = places.some(
    ({ mention }) => mention.role === "definition" && isCapture(mention),
  );
  return inPattern && name.length > LONGEST_CAPTURE
    ? `a named capture has at most ${LONGEST_CAPTURE} characters`
    : undefined;
}

function isCapture({ draft }: NamedSymbol["at"]["mention"]): boolean {
  return draft.kind === "variable" && draft.from === draft.start;
}

/** True if a module of nginx defines the variable in one of these families. */
export function isOwnVariable(name: string, families: readonly string[]): boolean {
  return families.some((it) => isFamily(it) && isBuiltIn(name, it));
}

function isFamily(text: string): text is VariableFamily {
  return text === "http" || text === "stream";
}

export function article(kind: SymbolKind): string {
  return `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
}

interface Form {
  readonly allowed: RegExp;
  /** What is allowed, for people. */
  readonly words: string;
}

/** Nothing that ends a word, quotes, escapes or begins a variable. */
const PLAIN: Form = {
  allowed: /^[^\s;{}"'\\$#=]+$/,
  words: "it must have no white space, quotes or any of ; { } \\ $ # =",
};

const ZONE: Form = {
  allowed: /^[^\s;{}"'\\$#=:]+$/,
  words: "it must have no white space, quotes or any of ; { } \\ $ # = :",
};

const FORMS: Partial<Record<SymbolKind, Form>> = {
  variable: {
    allowed: /^[A-Za-z_]\w*$/,
    words: "it must have only letters, digits and underscores and not begin with a digit",
  },
  upstream: {
    allowed: /^[\w.~+-]+$/,
    words: "it must have only letters, digits and any of . _ - ~ +",
  },
  "named location": {
    allowed: /^[^\s;{}"'\\$#?]+$/,
    words: "it must have no white space, quotes or any of ; { } \\ $ # ?",
  },
  zone: ZONE,
  cache: ZONE,
};

const RESERVED: Partial<Record<SymbolKind, readonly string[]>> = {
  cache: ["off"],
  "log format": ["off"],
  provider: ["off"],
  upstream: ["unix"],
};
