import fc from "fast-check";
import { expect, test } from "vitest";
import { isSelfIssued, mayHaveIssued } from "../../../core/certificates/chain.ts";
import { readCrl } from "../../../core/certificates/crl.ts";
import { inspectContent, inspectText } from "../../../core/certificates/inspect.ts";
import { readX509 } from "../../../core/certificates/x509.ts";
import { KEY_READER } from "../../../host/pem.ts";
import {
  certificateFor,
  FROM,
  party,
  revocationList,
  toPem,
} from "../../harness/real-certificate.ts";

const root = party("Example Root");
const www = party("www.example.com");
const leaf = certificateFor(www, root, ["www.example.com", "example.com"]);
const ca = certificateFor(root, root, []);
const crl = revocationList(root, 3);
const DAY = 24 * 60 * 60 * 1000;

const text = toPem("CERTIFICATE", leaf) + toPem("CERTIFICATE", ca) + toPem("X509 CRL", crl);
const bytes = (it: string) => new Uint8Array(Buffer.from(it, "latin1"));

test("a browser, which has no key reader, reads the same certificates as Node", () => {
  const here = inspectText(text, KEY_READER);
  const there = inspectText(text);
  expect(there.blocks.map((it) => it.kind)).toEqual(["certificate", "certificate", "crl"]);
  for (const [at, block] of there.blocks.entries()) {
    if (block.kind === "certificate") expect(here.blocks[at]).toMatchObject(block);
    else expect(here.blocks[at]).toEqual(block);
  }
});

test("what a certificate says is plain data", () => {
  const [first, second] = inspectText(text).blocks;
  if (first?.kind !== "certificate" || second?.kind !== "certificate") throw new Error("kind");
  expect(first.x509).toMatchObject({
    subject: { text: "CN=www.example.com" },
    issuer: { text: "CN=Example Root" },
    notBefore: FROM,
    notAfter: FROM + 90 * DAY,
    alternativeNames: { dns: ["www.example.com", "example.com"], ip: [], other: [] },
    constraints: { isCa: false, pathLength: undefined },
    key: { type: "EC", bits: 256, curve: "prime256v1" },
    signature: { name: "ecdsa-with-SHA256", hash: "sha256" },
  });
  expect(JSON.parse(JSON.stringify(first.x509)).fingerprint).toBe(first.x509?.fingerprint);
  if (!first.x509 || !second.x509) throw new Error("x509");
  expect(mayHaveIssued(second.x509, first.x509)).toBe(true);
  expect([first.x509, second.x509].map(isSelfIssued)).toEqual([false, true]);
});

test("who signed itself is known from the signature, not from the name", () => {
  const impostor = certificateFor(party("Example Root"), root, []);
  const signed = (der: Buffer) => inspectText(toPem("CERTIFICATE", der), KEY_READER).blocks[0];
  expect(signed(ca)).toMatchObject({ signedByItself: true });
  expect(signed(impostor)).toMatchObject({ signedByItself: false });
});

test("a revocation list counts its entries", () => {
  expect(readCrl(crl)).toMatchObject({
    issuer: { text: "CN=Example Root" },
    thisUpdate: FROM,
    nextUpdate: FROM + 30 * DAY,
    entries: 3,
  });
  expect(readCrl(revocationList(root, 0))?.entries).toBe(0);
  expect(readCrl(revocationList(root, 20_000))?.entries).toBe(20_000);
  expect(readCrl(leaf)).toBeUndefined();
});

test("bytes behind a certificate do not count, missing ones do", () => {
  const sha256 = () => "";
  expect(readX509(Buffer.concat([leaf, Buffer.alloc(20)]), sha256)).toEqual(readX509(leaf, sha256));
  for (const length of [0, 1, 2, 10, leaf.length - 1]) {
    expect(readX509(leaf.subarray(0, length), sha256)).toBeUndefined();
  }
});

test("any change of a byte, or any bytes at all, are read without an error", () => {
  const damaged = fc
    .tuple(fc.constantFrom(leaf, ca, crl), fc.nat(), fc.nat(255))
    .map(([der, at, byte]) => {
      const copy = Buffer.from(der);
      copy[at % copy.length] = byte;
      return copy;
    });
  const labels = fc.constantFrom("CERTIFICATE", "X509 CRL", "DH PARAMETERS", "PRIVATE KEY");
  fc.assert(
    fc.property(labels, fc.oneof(damaged, fc.uint8Array()), (label, der) => {
      const pem = toPem(label, Buffer.from(der));
      expect(inspectText(pem, KEY_READER).blocks).toHaveLength(1);
      expect(inspectText(pem).blocks).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (it) => inspectContent(it).size === it.length),
  );
});

test.each([
  ["nested without end", Buffer.alloc(200_000, Buffer.of(0x30, 0x80))],
  ["nested by lengths", nested(3000)],
  ["a length of four gigabytes", Buffer.from("3084ffffffff3084ffffffff", "hex")],
])("hostile DER: %s", (_, der) => {
  for (const label of ["CERTIFICATE", "X509 CRL", "DH PARAMETERS"]) {
    expect(inspectText(toPem(label, der)).blocks).toEqual([{ kind: "broken", label }]);
  }
});

test("many blocks and many starts without an end", () => {
  const begins = "-----BEGIN CERTIFICATE-----\n".repeat(20_000);
  expect(inspectText(begins).blocks).toHaveLength(20_000);
  expect(inspectContent(bytes("-".repeat(500_000))).pem.blocks).toEqual([]);
});

function nested(depth: number): Buffer {
  let der = Buffer.from("0500", "hex");
  for (let at = 0; at < depth; at++) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(der.length);
    der = Buffer.concat([Buffer.of(0x30, 0x84), size, der]);
  }
  return der;
}
