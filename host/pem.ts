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
  fromBase64,
  identifyingBytes,
  type KeyReader,
  type KeyType,
  type PemCertificate,
  type PemPrivateKey,
} from "#core";

export const KEY_READER: KeyReader = {
  certificate: (der) => certificate(der),
  privateKey: (label, block) => privateKey(label, block),
};

function certificate(
  der: Uint8Array,
): Pick<PemCertificate, "keyType" | "publicKeyId" | "subject" | "signedByItself"> | undefined {
  const x509 = attempt(() => new X509Certificate(der));
  if (!x509) return undefined;
  const key = attempt(() => x509.publicKey);
  const signedByItself = key && attempt(() => x509.subject === x509.issuer && x509.verify(key));
  return {
    keyType: keyTypeOf(key),
    publicKeyId: key && idOf(key),
    subject: (x509.subject ?? "").split("\n").join(", "),
    ...(signedByItself !== undefined && { signedByItself }),
  };
}

function privateKey(
  label: string,
  block: string,
): Pick<PemPrivateKey, "keyType" | "publicKeyId" | "bits" | "curve"> | undefined {
  const key = attempt(() => createPublicKey(createPrivateKey(block)));
  if (!key && !(label === "PRIVATE KEY" && isWholeSequence(block))) return undefined;
  const { modulusLength: bits, namedCurve: curve } = key?.asymmetricKeyDetails ?? {};
  return {
    keyType: keyTypeOf(key),
    publicKeyId: key && idOf(key),
    ...(bits !== undefined && { bits }),
    ...(curve !== undefined && { curve }),
  };
}

/** True for PKCS#8 that is well formed outside: a key of a kind that this OpenSSL may not know. */
function isWholeSequence(block: string): boolean {
  const der = Buffer.from(fromBase64(base64Of(block)));
  const first = der[1] ?? 0;
  const sizeBytes = first < 0x80 ? 0 : first & 0x7f;
  if (der[0] !== 0x30 || sizeBytes > 4 || der.length < 2 + sizeBytes) return false;
  const size = sizeBytes === 0 ? first : der.readUIntBE(2, sizeBytes);
  return size > 0 && der.length === 2 + sizeBytes + size;
}

function idOf(key: KeyObject): string {
  return createHash("sha256")
    .update(identifyingBytes(key.export({ type: "spki", format: "der" })))
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
