/** `core/knowledge/generated/ciphers.ts`: OpenSSL's suites and what each keyword selects. */
import { compare, HEADER, linesConstant, type Output, readSource } from "./output.ts";

interface CipherTable {
  readonly suites: readonly {
    readonly iana: string;
    readonly openssl: string;
    readonly minProto: string;
    readonly kx: string;
    readonly au: string;
    readonly enc: string;
    readonly mac: string;
  }[];
  readonly keywords: Readonly<Record<string, readonly string[]>>;
}

export function ciphers(): Output[] {
  const { suites: table, keywords } = readSource<CipherTable>("tls-ciphers.json");
  const suites = inBaseOrder(table, keywords);
  const index = new Map(suites.map((it, at) => [it.openssl, at]));
  const lines = suites.map((it) =>
    [it.openssl, it.iana, it.minProto, it.kx, it.au, it.enc, it.mac].join(" "),
  );
  const selections = Object.entries(keywords)
    .sort(([a], [b]) => compare(a, b))
    .map(([word, names]) => `${word} ${bits(names, index)}`);
  const text = [
    HEADER,
    "// Suites in OpenSSL's own order; a keyword's hexadecimal number has bit n set if it selects suite n.",
    linesConstant("SUITES", lines),
    linesConstant("KEYWORDS", selections),
    "",
  ].join("\n");
  return [{ path: "core/knowledge/generated/ciphers.ts", text }];
}

/**
 * The order in which OpenSSL considers suites, those without encryption included. The table lists these last;
 * their true place follows from what single keywords select, each in that order.
 */
function inBaseOrder(
  suites: CipherTable["suites"],
  keywords: CipherTable["keywords"],
): CipherTable["suites"] {
  const after = new Map(suites.map((it) => [it.openssl, new Set<string>()]));
  for (const [word, names] of Object.entries(keywords)) {
    if (word.startsWith("SUITEB")) continue;
    names.forEach((name, at) => {
      const previous = names[at - 1];
      if (previous !== undefined) after.get(name)?.add(previous);
    });
  }
  const waiting = [...suites];
  const ordered: (typeof suites)[number][] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ openssl }) =>
      [...(after.get(openssl) ?? [])].every((name) => ordered.some((it) => it.openssl === name)),
    );
    if (at < 0) throw new Error("the keywords disagree about the order of suites");
    ordered.push(...waiting.splice(at, 1));
  }
  return ordered;
}

function bits(names: readonly string[], index: ReadonlyMap<string, number>): string {
  let mask = 0n;
  for (const name of names) {
    const at = index.get(name);
    if (at === undefined) throw new Error(`unknown cipher suite ${name}`);
    mask |= 1n << BigInt(at);
  }
  return mask.toString(16);
}
