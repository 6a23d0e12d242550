/** The certificates that nginx presents in handshakes, with the chains in their files. */
import { isCa, isSelfIssued, mayHaveIssued } from "../../certificates/chain.ts";
import { coversAddress, coversHost, isAddress } from "../../certificates/host-names.ts";
import { leafOf } from "../../certificates/pairing.ts";
import type { PemCertificate } from "../../certificates/pem.ts";
import type { X509 } from "../../certificates/x509.ts";
import { effective } from "../../config/effective.ts";
import type { Identity } from "../../config/identities.ts";
import type { Located } from "../../config/scope.ts";
import { docsAt, fileAt, isInUse, pathSpan, usedBy } from "./identity.ts";
import type { Report, RuleContext } from "./rule.ts";

export interface Presented {
  /** The certificate directive. */
  readonly located: Located;
  readonly pem: PemCertificate;
  readonly leaf: X509;
  /** All certificates of the file in its order, the leaf first; the leaf alone if one of them can't be read. */
  readonly chain: readonly X509[];
}

/**
 * As `filesOf`, without the files that start with a CA in place of the certificate that was meant, and without
 * those that a later certificate of the same key type replaces.
 */
export function presentedBy(identity: Identity, ctx: RuleContext): readonly Presented[] {
  const files = filesOf(identity, ctx);
  const isReplaced = ({ pem }: Presented, at: number) =>
    pem.keyType !== "unknown" && files.slice(at + 1).some((it) => it.pem.keyType === pem.keyType);
  return files.filter((it, at) => !ownBehind(it) && !isReplaced(it, at));
}

/** Nothing for an identity that no handshake uses, and none for a file that could not be read. */
export function filesOf(identity: Identity, ctx: RuleContext): readonly Presented[] {
  if (identity.tls === "no" || !isInUse(identity)) return [];
  return identity.certificates.flatMap((located) => {
    const file = ctx.pem(located);
    const pem = file && leafOf(file);
    if (!file || !pem?.x509) return [];
    const leaf = pem.x509;
    const all = file.blocks.filter((it) => it.kind === "certificate");
    const chain = all.flatMap((it) => it.x509 ?? []);
    return [{ located, pem, leaf, chain: chain.length === all.length ? chain : [leaf] }];
  });
}

/** The leaf and what leads from it towards a root, without the root: what peers check the dates of. */
export function checkedByPeers({ leaf, chain }: Presented): readonly X509[] {
  return [leaf, ...chain.slice(1).filter((it) => !isSelfIssued(it))];
}

/**
 * Reports certificates whose dates are wrong: what `problem` says of them, an error of the leaf, a warning of an
 * issuer.
 */
export function reportDates(
  identity: Identity,
  ctx: RuleContext,
  problem: (certificate: X509) => string | undefined,
): void {
  for (const presented of presentedBy(identity, ctx)) {
    for (const it of checkedByPeers(presented)) {
      const text = problem(it);
      if (text === undefined) continue;
      const isLeaf = it === presented.leaf;
      ctx.report({
        ...atCertificate(identity, presented.located),
        message: `the certificate of ${isLeaf ? "" : "the issuer "}"${nameOf(it)}" ${text}`,
        severity: isLeaf ? "error" : "warning",
        docs: docsAt(presented.located),
      });
    }
  }
}

/** Those of `chain` that lead from its first certificate towards a root; the first is among them. */
export function connected(chain: readonly X509[]): ReadonlySet<X509> {
  const found = new Set(chain.slice(0, 1));
  for (const one of found) {
    for (const other of chain) if (mayHaveIssued(other, one)) found.add(other);
  }
  return found;
}

/** In a file that starts with a CA: a certificate of no CA that it leads to, which was meant to be first. */
export function ownBehind({ leaf, chain }: Presented): X509 | undefined {
  if (!isCa(leaf)) return undefined;
  const others = chain.filter((it) => it !== leaf && !isCa(it));
  return others.find((it) => connected([it, ...chain]).has(leaf));
}

/** True if a certificate signed itself: it says so, and nobody found its signature to be another's. */
export function isSelfSigned({ leaf, pem }: Presented): boolean {
  return isSelfIssued(leaf) && pem.signedByItself !== false;
}

/** A finding at the file's name in the certificate directive, with the server or pass that uses it. */
export function atCertificate(
  identity: Identity,
  located: Located,
): Required<Pick<Report, "file" | "span" | "related">> {
  return { file: located.file, span: pathSpan(located), related: usedBy(identity, located) };
}

/** The certificate directive as a related place. */
export function certificateAt({ located }: Presented, message: string): ReturnType<typeof fileAt> {
  return fileAt(located, message);
}

/** What to call a certificate in a message: its common name, its first other name, or its whole subject. */
export function nameOf({ commonName, alternativeNames, subject }: X509): string {
  return commonName || alternativeNames?.dns[0] || subject.text || "unnamed";
}

/** The security level that the cipher string in force sets with `@SECLEVEL`; undefined if it sets none. */
export function securityLevel({ scope, connection }: Identity): number | undefined {
  const directives = connection
    ? connection.setting("ssl_ciphers").directives
    : (effective("ssl_ciphers", scope)?.directives ?? []);
  const text = directives[0]?.directive.args[0]?.text ?? "";
  const level = /@SECLEVEL=(\d)/.exec(text)?.[1];
  return level === undefined ? undefined : Number(level);
}

/** True for a `server_name` that can be compared: a name with a dot, a wildcard in front, or an address. */
export function isComparable(name: string): boolean {
  return isAddress(name) || /^(\*\.|\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?$/i.test(name);
}

/** True if a certificate is good for a `server_name`; `.example.com` is short for the name and the wildcard. */
export function hasName(certificate: X509, name: string): boolean {
  if (isAddress(name)) return coversAddress(certificate, name);
  if (!name.startsWith(".")) {
    // OpenSSL lets a wildcard stand for no underscore, but browsers do.
    const label = name.replace(/^[^.]*_[^.]*/, "any--label");
    return coversHost(certificate, name) || coversHost(certificate, label);
  }
  return coversHost(certificate, name.slice(1)) && coversHost(certificate, `*${name}`);
}

/** True if there are names, and each of the certificates could be read and has them all. */
export function areCovered(
  names: readonly string[],
  certificates: readonly Located[],
  ctx: RuleContext,
): boolean {
  const leaves = certificates.map((it) => {
    const file = ctx.pem(it);
    return file && leafOf(file)?.x509;
  });
  if (names.length === 0 || leaves.length === 0) return false;
  return leaves.every((leaf) => leaf && names.every((it) => isComparable(it) && hasName(leaf, it)));
}
