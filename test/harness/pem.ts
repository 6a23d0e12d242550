/** What made-up certificate and key files hold. Equal ids make a pair. */
import type { KeyType, PemBlock, PemFile } from "#core";

export function certificate(id: string, keyType: KeyType = "RSA"): PemBlock {
  return { kind: "certificate", keyType, publicKeyId: id, subject: `CN=${id}` };
}

export function key(id: string, keyType: KeyType = "RSA"): PemBlock {
  return { kind: "private-key", encrypted: false, keyType, publicKeyId: id };
}

export const ENCRYPTED_KEY: PemBlock = {
  kind: "private-key",
  encrypted: true,
  keyType: "unknown",
  publicKeyId: undefined,
};

export function pem(...blocks: PemBlock[]): PemFile {
  return { blocks };
}

/** The files `ID.crt` and `ID.key`, which belong together. */
export function pair(id: string, keyType: KeyType = "RSA"): Record<string, PemFile> {
  return { [`${id}.crt`]: pem(certificate(id, keyType)), [`${id}.key`]: pem(key(id, keyType)) };
}
