import { ECDH, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { identifyingBytes } from "../../../core/certificates/public-key-id.ts";

function spkiOf(namedCurve: string): Buffer {
  return generateKeyPairSync("ec", { namedCurve }).publicKey.export({
    type: "spki",
    format: "der",
  });
}

test.each([
  ["prime256v1", 26, 33],
  ["secp384r1", 23, 49],
])("of a key on %s the compressed point", (curve, start, length) => {
  const spki = spkiOf(curve);
  const point = ECDH.convertKey(spki.subarray(start), curve, undefined, undefined, "compressed");
  expect(point).toHaveLength(length);
  expect(Buffer.from(identifyingBytes(spki))).toEqual(point);
});

test("of another key all", () => {
  const { publicKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ type: "spki", format: "der" });
  expect(identifyingBytes(spki)).toBe(spki);
  const nothing = Uint8Array.of(0x30, 0x82);
  expect(identifyingBytes(nothing)).toBe(nothing);
});
