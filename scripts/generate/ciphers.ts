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
  const { suites, keywords } = readSource<CipherTable>("tls-ciphers.json");
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

function bits(names: readonly string[], index: ReadonlyMap<string, number>): string {
  let mask = 0n;
  for (const name of names) {
    const at = index.get(name);
    if (at === undefined) throw new Error(`unknown cipher suite ${name}`);
    mask |= 1n << BigInt(at);
  }
  return mask.toString(16);
}
