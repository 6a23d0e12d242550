/**
 * Which key nginx ends up using for which certificate. It hands the pairs to OpenSSL by position, but
 * OpenSSL keeps one certificate and one key for each type of key (`ssl_set_cert`, `ssl_set_pkey`).
 */
import type { KeyType } from "./algorithms.ts";
import type { PemBlock, PemCertificate, PemFile, PemPrivateKey } from "./pem.ts";

/** The certificate nginx presents: the first in the file. Undefined if there is none that can be read. */
export function leafOf(file: PemFile): PemCertificate | undefined {
  const first = file.blocks.find((it) => it.kind === "certificate" || isBroken(it, "CERTIFICATE"));
  return first?.kind === "certificate" ? first : undefined;
}

/** The key nginx reads: the first in the file. Undefined if there is none that can be read. */
export function firstKeyOf(file: PemFile): PemPrivateKey | undefined {
  const first = file.blocks.find((it) => it.kind === "private-key" || isBroken(it, "PRIVATE KEY"));
  return first?.kind === "private-key" ? first : undefined;
}

/** True for a broken block with this label, and for one of any label where OpenSSL stops reading. */
function isBroken(block: PemBlock, label: "CERTIFICATE" | "PRIVATE KEY"): boolean {
  return block.kind === "broken" && (block.flaw !== undefined || block.label.endsWith(label));
}

/** True if the two surely belong together, false if they surely don't, undefined if that can't be told. */
export function belongTogether(
  certificate: PemCertificate,
  key: PemPrivateKey,
): boolean | undefined {
  if (certificate.publicKeyId !== undefined && key.publicKeyId !== undefined) {
    return certificate.publicKeyId === key.publicKeyId;
  }
  const known = certificate.keyType !== "unknown" && key.keyType !== "unknown" && !key.encrypted;
  return known && certificate.keyType !== key.keyType ? false : undefined;
}

/** What becomes of a list of pairs. All numbers are positions in that list. */
export interface Pairing {
  /** OpenSSL refuses `key` when it is loaded: the certificate of its type is this other one. */
  readonly refused: { readonly key: number; readonly certificate: number } | undefined;
  /** Certificates that stay without a key; nginx does not notice. */
  readonly keyless: readonly number[];
  /** Certificates that a later one of the same key type replaces. */
  readonly replaced: readonly { readonly certificate: number; readonly by: number }[];
  /** For each certificate in use, the key that serves it. */
  readonly keys: ReadonlyMap<number, number>;
}

interface Slot {
  certificate: number | undefined;
  key: number | undefined;
}

/** Plays the loading of the pairs; undefined if the type of a certificate or key is not known. */
export function pair(
  certificates: readonly PemCertificate[],
  keys: readonly PemPrivateKey[],
): Pairing | undefined {
  if ([...certificates, ...keys].some((it) => it.publicKeyId === undefined)) return undefined;
  const slots = new Map<KeyType, Slot>();
  const slotOf = (type: KeyType): Slot => {
    const slot = slots.get(type) ?? { certificate: undefined, key: undefined };
    slots.set(type, slot);
    return slot;
  };
  const fits = (certificate: number | undefined, key: number | undefined): boolean =>
    certificate !== undefined &&
    key !== undefined &&
    certificates[certificate]?.publicKeyId === keys[key]?.publicKeyId;
  const replaced: { certificate: number; by: number }[] = [];
  let refused: Pairing["refused"];
  for (const [at, certificate] of certificates.entries()) {
    const slot = slotOf(certificate.keyType);
    if (slot.certificate !== undefined) replaced.push({ certificate: slot.certificate, by: at });
    slot.certificate = at;
    if (!fits(at, slot.key)) slot.key = undefined;
    const key = keys[at];
    if (!key) continue;
    const keySlot = slotOf(key.keyType);
    if (keySlot.certificate === undefined || fits(keySlot.certificate, at)) keySlot.key = at;
    else refused ??= { key: at, certificate: keySlot.certificate };
  }
  const used = [...slots.values()].filter((it) => it.certificate !== undefined);
  return {
    refused,
    keyless: refused ? [] : numbers(used.filter((it) => it.key === undefined)),
    replaced,
    keys: new Map(used.flatMap((it) => (isFull(it) ? [[it.certificate, it.key]] : []))),
  };
}

function isFull(slot: Slot): slot is { certificate: number; key: number } {
  return slot.certificate !== undefined && slot.key !== undefined;
}

function numbers(slots: readonly Slot[]): number[] {
  return slots.flatMap((it) => it.certificate ?? []);
}
