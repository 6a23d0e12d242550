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

/** The same for all forms that one key can be written in: a point of a curve may be compressed, or the curve spelled out. */
function idOf(key: KeyObject): string {
  const spki = key.export({ type: "spki", format: "der" });
  const point = key.asymmetricKeyType === "ec" ? pointOf(spki) : undefined;
  return createHash("sha256")
    .update(point ?? spki)
    .digest("hex");
}

/** The public point of an EC key, compressed: its x, and whether its y is odd. */
function pointOf(spki: Buffer): Buffer | undefined {
  const whole = contentAt(spki, 0);
  const algorithm = whole && contentAt(spki, whole.start);
  const bits = algorithm && contentAt(spki, algorithm.end);
  if (!bits) return undefined;
  const point = spki.subarray(bits.start + 1, bits.end);
  const size = (point.length - 1) / 2;
  if (point[0] !== 0x04) return point;
  const isOdd = ((point.at(-1) ?? 0) & 1) === 1;
  return Buffer.concat([Buffer.of(isOdd ? 0x03 : 0x02), point.subarray(1, 1 + size)]);
}

/** Where the content of the DER element at an offset starts and ends. */
function contentAt(der: Buffer, at: number): { start: number; end: number } | undefined {
  const first = der[at + 1];
  if (first === undefined) return undefined;
  const sizeBytes = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + sizeBytes;
  if (sizeBytes > 4 || start > der.length) return undefined;
  const size = sizeBytes === 0 ? first : der.readUIntBE(at + 2, sizeBytes);
  return { start, end: start + size };
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
