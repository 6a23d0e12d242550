/** What the certificate and key files of an identity hold, for rules that compare them. */
import { firstKeyOf, leafOf, type Pairing, pair } from "../../certificates/pairing.ts";
import type { PemCertificate, PemPrivateKey } from "../../certificates/pem.ts";
import type { Identity } from "../../config/identities.ts";
import { keyPathFor } from "../../config/pair-names.ts";
import type { Located } from "../../config/scope.ts";
import { asWord, replaceArguments } from "./edits.ts";
import { pathOf, renameFile } from "./identity.ts";
import type { RuleContext, RuleFix } from "./rule.ts";

/** The certificate that a certificate directive stands for; undefined if its file was not read. */
export function leafIn(located: Located, ctx: RuleContext): PemCertificate | undefined {
  const file = ctx.pem(located);
  return file && leafOf(file);
}

/** The key that a key directive stands for; undefined if its file was not read. */
export function keyIn(located: Located, ctx: RuleContext): PemPrivateKey | undefined {
  const file = ctx.pem(located);
  return file && firstKeyOf(file);
}

/** How OpenSSL pairs an identity's files; undefined unless all could be read. */
export function pairingOf(identity: Identity, ctx: RuleContext): Pairing | undefined {
  const { certificates, keys } = identity;
  const leaves = certificates.flatMap((it) => leafIn(it, ctx) ?? []);
  const secrets = keys.slice(0, certificates.length).flatMap((it) => keyIn(it, ctx) ?? []);
  const complete = leaves.length === certificates.length && secrets.length === leaves.length;
  return complete ? pair(leaves, secrets) : undefined;
}

/** The certificates and keys that nginx can't use together. */
export function mismatches(
  { certificates, keys }: Identity,
  { refused, keyless }: Pairing,
): (readonly [Located, Located])[] {
  const positions = refused
    ? [[refused.certificate, refused.key] as const]
    : keyless.map((it) => [it, it] as const);
  return positions.flatMap(([left, right]) => {
    const [certificate, key] = [certificates[left], keys[right]];
    return certificate && key ? [[certificate, key] as const] : [];
  });
}

/** Puts the keys in the order of their certificates; nothing where one fits none. */
export function reorder({ certificates, keys }: Identity, ctx: RuleContext): readonly RuleFix[] {
  const meant = certificates.map((certificate) => {
    const id = leafIn(certificate, ctx)?.publicKeyId;
    return keys.find((it) => id !== undefined && keyIn(it, ctx)?.publicKeyId === id);
  });
  if (certificates.length < 2 || new Set(meant).size < meant.length) return [];
  const edits = meant.flatMap((it, at) => {
    const key = keys[at];
    return it && key && it !== key ? [replaceArguments(key, asWord(pathOf(it)))] : [];
  });
  if (meant.includes(undefined) || edits.length === 0) return [];
  return [{ title: "Order the keys as the certificates", safety: "safe", edits }];
}

/**
 * Ways to make a pair of two files that are none: files of the configuration whose keys fit, else the name
 * the certificate asks for. Safe where only one file comes into question.
 */
export function repairs(
  identity: Identity,
  certificate: Located,
  key: Located,
  ctx: RuleContext,
): readonly RuleFix[] {
  const reordered = reorder(identity, ctx);
  if (reordered.length > 0) return reordered;
  const wantedKey = leafIn(certificate, ctx)?.publicKeyId;
  const wantedCertificate = keyIn(key, ctx)?.publicKeyId;
  const all = ctx.config.identities;
  const keys = pathsOf(
    [certificate, ...all.flatMap((it) => it.keys)],
    (it) => keyIn(it, ctx)?.publicKeyId === wantedKey,
  );
  const certificates = pathsOf(
    all.flatMap((it) => it.certificates),
    (it) => leafIn(it, ctx)?.publicKeyId === wantedCertificate,
  );
  const safety = keys.length === 1 && certificates.length === 0 ? "safe" : "unsafe";
  const known = [
    ...keys.flatMap((it) => renameFile(key, it, safety)),
    ...certificates.flatMap((it) => renameFile(certificate, it, "unsafe")),
  ];
  if (known.length > 0) return known;
  const guess = keyPathFor(pathOf(certificate));
  return guess === pathOf(certificate) ? [] : renameFile(key, guess, "unsafe");
}

function pathsOf(directives: readonly Located[], fits: (it: Located) => boolean): string[] {
  return [...new Set(directives.filter(fits).map(pathOf))];
}
