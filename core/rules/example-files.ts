/** What the certificate files in the examples of rules hold. */
import type { KeyType } from "../certificates/algorithms.ts";
import type { PemBlock, PemFile } from "../certificates/pem.ts";

/** A certificate file; equal ids make a pair. */
export function certificateFile(
  id: string,
  keyType: KeyType = "RSA",
  ...chain: PemBlock[]
): PemFile {
  const leaf = { kind: "certificate", keyType, publicKeyId: id, subject: `CN=${id}` } as const;
  return { blocks: [leaf, ...chain] };
}

export function keyFile(id: string, keyType: KeyType = "RSA"): PemFile {
  return { blocks: [{ kind: "private-key", encrypted: false, keyType, publicKeyId: id }] };
}

export const ENCRYPTED_KEY_FILE: PemFile = {
  blocks: [{ kind: "private-key", encrypted: true, keyType: "unknown", publicKeyId: undefined }],
};
