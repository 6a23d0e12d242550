/** Key exchange groups ("curves") as OpenSSL names them. */

/** Names of one group, the usual one first. OpenSSL takes all of them. */
const GROUPS: readonly (readonly [string, ...string[]])[] = [
  ["X25519", "x25519"],
  ["X448", "x448"],
  ["prime256v1", "P-256", "secp256r1"],
  ["secp384r1", "P-384"],
  ["secp521r1", "P-521"],
  ["secp224r1", "P-224"],
  ["prime192v1", "P-192", "secp192r1"],
  ["secp256k1"],
  ["brainpoolP256r1"],
  ["brainpoolP384r1"],
  ["brainpoolP512r1"],
  ["ffdhe2048"],
  ["ffdhe3072"],
  ["ffdhe4096"],
  ["ffdhe6144"],
  ["ffdhe8192"],
];

/** Groups with ML-KEM, which OpenSSL has since 3.5. */
const POST_QUANTUM: readonly string[] = [
  "X25519MLKEM768",
  "SecP256r1MLKEM768",
  "SecP384r1MLKEM1024",
  "MLKEM512",
  "MLKEM768",
  "MLKEM1024",
];

/** The version of OpenSSL that brought the group; undefined for those of every version, and for unknown ones. */
export function groupSince(name: string): string | undefined {
  return POST_QUANTUM.some((it) => same(it, name)) ? "3.5" : undefined;
}

/** The usual name of every group known here, the strongest kinds first. */
export function knownGroups(): readonly string[] {
  return [...POST_QUANTUM, ...GROUPS.map(([name]) => name)];
}

/** One name for all names of a group; the text itself for a group that is not known here. */
export function groupNamed(text: string): string {
  const known = GROUPS.find((names) => names.some((it) => same(it, text)))?.[0];
  return known ?? POST_QUANTUM.find((it) => same(it, text)) ?? text;
}

/** True for a group with less than 128 bits of strength. */
export function isWeakGroup(name: string): boolean {
  return ["secp224r1", "prime192v1"].includes(groupNamed(name));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
