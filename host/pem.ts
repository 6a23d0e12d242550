/** Reads certificates and keys with node:crypto and keeps only what identifies their public keys. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  X509Certificate,
} from "node:crypto";
import {
  base64Of,
  foreignFormOf,
  isCertificateLabel,
  isPrivateKeyLabel,
  type KeyType,
  type PemBlock,
  type PemFile,
  type PemSection,
  splitPem,
} from "#core";

/** What the text of a PEM file holds. Encrypted keys are not decrypted. */
export function inspectPemText(text: string): PemFile {
  const blocks = splitPem(text).map(inspectBlock);
  const form = blocks.length === 0 ? foreignFormOf(text) : undefined;
  return form === undefined ? { blocks } : { blocks, form };
}

function inspectBlock({ label, encrypted, text }: PemSection): PemBlock {
  const isKey = isPrivateKeyLabel(label);
  if (!isKey && !isCertificateLabel(label)) return { kind: "other", label };
  if (text === undefined) return { kind: "broken", label };
  if (!isKey) return certificate(label, text);
  if (encrypted) {
    return { kind: "private-key", encrypted, keyType: "unknown", publicKeyId: undefined };
  }
  return privateKey(label, text);
}

function certificate(label: string, block: string): PemBlock {
  const x509 = attempt(() => new X509Certificate(Buffer.from(base64Of(block), "base64")));
  if (!x509) return { kind: "broken", label };
  const key = attempt(() => x509.publicKey);
  return {
    kind: "certificate",
    keyType: keyTypeOf(key),
    publicKeyId: key && idOf(key),
    subject: (x509.subject ?? "").split("\n").join(", "),
  };
}

function privateKey(label: string, block: string): PemBlock {
  const key = attempt(() => createPublicKey(createPrivateKey(block)));
  if (!key && !(label === "PRIVATE KEY" && isWholeSequence(block))) {
    return { kind: "broken", label };
  }
  return {
    kind: "private-key",
    encrypted: false,
    keyType: keyTypeOf(key),
    publicKeyId: key && idOf(key),
  };
}

/** True for PKCS#8 that is well formed outside: a key of a kind that this OpenSSL may not know. */
function isWholeSequence(block: string): boolean {
  const der = Buffer.from(base64Of(block), "base64");
  const first = der[1] ?? 0;
  const sizeBytes = first < 0x80 ? 0 : first & 0x7f;
  if (der[0] !== 0x30 || sizeBytes > 4 || der.length < 2 + sizeBytes) return false;
  const size = sizeBytes === 0 ? first : der.readUIntBE(2, sizeBytes);
  return size > 0 && der.length === 2 + sizeBytes + size;
}

function idOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");
}

const KEY_TYPES: Readonly<Record<string, KeyType>> = {
  rsa: "RSA",
  "rsa-pss": "RSA-PSS",
  dsa: "DSA",
  ec: "EC",
  ed25519: "Ed25519",
  ed448: "Ed448",
};

function keyTypeOf(key: KeyObject | undefined): KeyType {
  return KEY_TYPES[key?.asymmetricKeyType ?? ""] ?? "unknown";
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
