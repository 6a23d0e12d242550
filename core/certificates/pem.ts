/** What a PEM file holds, in facts that are safe to keep: never key material. */

/** Key types as OpenSSL sorts them into certificate slots. */
export type KeyType = "RSA" | "RSA-PSS" | "DSA" | "EC" | "Ed25519" | "Ed448" | "unknown";

export interface PemCertificate {
  readonly kind: "certificate";
  readonly keyType: KeyType;
  /** Hex SHA-256 of the SubjectPublicKeyInfo; undefined when the kind of key is not known here. */
  readonly publicKeyId: string | undefined;
  /** Subject in one line, for messages. */
  readonly subject: string;
}

export interface PemPrivateKey {
  readonly kind: "private-key";
  readonly encrypted: boolean;
  /** Unknown for an encrypted key. */
  readonly keyType: KeyType;
  /** Hex SHA-256 of the matching SubjectPublicKeyInfo; undefined when encrypted or of an unknown kind. */
  readonly publicKeyId: string | undefined;
}

/** A block nginx would fail on or skip. `label` is the PEM label, e.g. `CERTIFICATE REQUEST`. */
export interface PemOther {
  readonly kind: "other";
  readonly label: string;
}

/** A block with a certificate's or key's label whose content can't be decoded. */
export interface PemBroken {
  readonly kind: "broken";
  readonly label: string;
}

export type PemBlock = PemCertificate | PemPrivateKey | PemOther | PemBroken;

/** What a file that is not PEM is instead. "indented": PEM whose lines start with blanks. */
export type ForeignForm = "empty" | "DER" | "PKCS#12" | "UTF-16" | "indented";

export interface PemFile {
  /** In file order. Empty for a file that is not PEM. */
  readonly blocks: readonly PemBlock[];
  /** Set where the file is not PEM and its start tells what it is. */
  readonly form?: ForeignForm;
}
