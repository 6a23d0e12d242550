/** True certificates and revocation lists, made when tests run and without a program. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  CertificateList,
  Extension,
  Extensions,
  GeneralName,
  Name,
  RelativeDistinguishedName,
  RevokedCertificate,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  TBSCertList,
  Time,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

export interface Party {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Somebody with a new EC key. */
export function party(name: string): Party {
  return { name, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
}

/** The certificate of `subject`, signed by `issuer`, in DER; valid for 90 days. */
export function certificateFor(
  subject: Party,
  issuer: Party,
  names: readonly string[],
  from: number = FROM,
): Buffer {
  const spki = subject.publicKey.export({ type: "spki", format: "der" });
  const alternatives = names.map((dNSName) => new GeneralName({ dNSName }));
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: bytesOf(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    signature: ECDSA_WITH_SHA256,
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    validity: new Validity({ notBefore: new Date(from), notAfter: new Date(from + 90 * DAY) }),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: new Extensions([
      extension("2.5.29.19", new BasicConstraints({ cA: names.length === 0 })),
      ...(names.length > 0
        ? [extension("2.5.29.17", new SubjectAlternativeName(alternatives))]
        : []),
    ]),
  });
  const signatureValue = signed(AsnConvert.serialize(tbs), issuer);
  return Buffer.from(
    AsnConvert.serialize(
      new Certificate({
        tbsCertificate: tbs,
        signatureAlgorithm: ECDSA_WITH_SHA256,
        signatureValue,
      }),
    ),
  );
}

/** A revocation list of `issuer` with so many entries, in DER. */
export function revocationList(issuer: Party, entries: number): Buffer {
  const revokedCertificates = Array.from({ length: entries }, (_, at) => {
    const serial = Buffer.alloc(5, 1);
    serial.writeUInt32BE(at, 1);
    const revocationDate = new Time(new Date(FROM));
    return new RevokedCertificate({ userCertificate: bytesOf(serial), revocationDate });
  });
  const tbsCertList = new TBSCertList({
    version: Version.v2,
    signature: ECDSA_WITH_SHA256,
    issuer: nameOf(issuer),
    thisUpdate: new Time(new Date(FROM)),
    nextUpdate: new Time(new Date(FROM + 30 * DAY)),
    ...(entries > 0 && { revokedCertificates }),
  });
  const signature = signed(AsnConvert.serialize(tbsCertList), issuer);
  const list = new CertificateList({
    tbsCertList,
    signatureAlgorithm: ECDSA_WITH_SHA256,
    signature,
  });
  return Buffer.from(AsnConvert.serialize(list));
}

export function toPem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

const DAY = 24 * 60 * 60 * 1000;

/** The day from which everything here is valid. */
export const FROM: number = Date.UTC(2026, 0, 1);

const ECDSA_WITH_SHA256 = new AlgorithmIdentifier({ algorithm: "1.2.840.10045.4.3.2" });

function nameOf({ name }: Party): Name {
  const value = new AttributeValue({ utf8String: name });
  const attribute = new AttributeTypeAndValue({ type: "2.5.4.3", value });
  return new Name([new RelativeDistinguishedName([attribute])]);
}

function extension(extnID: string, value: object): Extension {
  return new Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function signed(bytes: ArrayBuffer, { privateKey }: Party): ArrayBuffer {
  return bytesOf(sign("sha256", Buffer.from(bytes), privateKey));
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
