/** What a PEM file holds, in facts that are safe to keep: never key material. */
import type { KeyType } from "./algorithms.ts";
import type { Crl } from "./crl.ts";
import type { X509 } from "./x509.ts";

export interface PemCertificate {
  readonly kind: "certificate";
  readonly keyType: KeyType;
  /** Hex SHA-256 of what identifies the public key; undefined when the kind of key is not known here. */
  readonly publicKeyId: string | undefined;
  /** Subject in one line, for messages. */
  readonly subject: string;
  /** All that it says; absent where only OpenSSL can read it. */
  readonly x509?: X509;
  /** Whether its own key signed it; absent where nobody could check. */
  readonly signedByItself?: boolean;
  /** Set for a TRUSTED CERTIFICATE, which can say what it is trusted for. */
  readonly hasTrustSettings?: true;
}

export interface PemPrivateKey {
  readonly kind: "private-key";
  readonly encrypted: boolean;
  /** Unknown for an encrypted key. */
  readonly keyType: KeyType;
  /** Hex SHA-256 of what identifies its public key; undefined when encrypted or of an unknown kind. */
  readonly publicKeyId: string | undefined;
  /** Size of an RSA modulus. */
  readonly bits?: number;
  /** OpenSSL's name of the curve. */
  readonly curve?: string;
}

export interface PemCrl extends Crl {
  readonly kind: "crl";
}

export interface PemDhParameters {
  readonly kind: "dh-parameters";
  /** Size of the prime. */
  readonly bits: number;
}

/** A block nginx would fail on or skip. `label` is the PEM label, e.g. `CERTIFICATE REQUEST`. */
export interface PemOther {
  readonly kind: "other";
  readonly label: string;
}

/**
 * A block with the label of one of the kinds above whose content can't be decoded, or one of any label whose lines
 * are wrong.
 */
export interface PemBroken {
  readonly kind: "broken";
  readonly label: string;
  /** Why OpenSSL surely refuses it. Absent where only the content could not be read here. */
  readonly flaw?: PemFlaw;
}

/**
 * "glued": its END line goes on with the BEGIN of the next block. "cut": its END line is missing or names something
 * else. "blank-line": what follows a blank line is not read as a part of what stands before it.
 */
export type PemFlaw = "glued" | "cut" | "blank-line";

export type PemBlock =
  | PemCertificate
  | PemPrivateKey
  | PemCrl
  | PemDhParameters
  | PemOther
  | PemBroken;

/** What a file that is not PEM is instead. "indented": PEM whose lines start with blanks. */
export type ForeignForm = "empty" | "DER" | "PKCS#7" | "PKCS#12" | "UTF-16" | "indented";

export interface PemFile {
  /** In file order. Empty for a file that is not PEM. */
  readonly blocks: readonly PemBlock[];
  /** Set where the file is not PEM and its start tells what it is. */
  readonly form?: ForeignForm;
}
