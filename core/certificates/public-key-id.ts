/** What identifies a public key in whatever form it is written. */
import { childrenOf, elementAt, hex } from "./bytes.ts";

/**
 * The bytes of a SubjectPublicKeyInfo that tell keys apart: all of them, or for a key on a curve its point in compressed
 * form, since points come in two forms, and curves by name or spelled out.
 */
export function identifyingBytes(spki: Uint8Array): Uint8Array {
  const whole = elementAt(spki, 0);
  const [algorithm, bits] = (whole && childrenOf(spki, whole)) ?? [];
  const name = algorithm && elementAt(spki, algorithm.start);
  if (!name || !bits || hex(spki.subarray(name.from, name.end)) !== EC_PUBLIC_KEY) return spki;
  // The first byte says how many bits of the last are unused.
  const point = spki.subarray(bits.start + 1, bits.end);
  if (point[0] !== UNCOMPRESSED) return point;
  const size = (point.length - 1) / 2;
  const isOdd = ((point.at(-1) ?? 0) & 1) === 1;
  return Uint8Array.of(isOdd ? 0x03 : 0x02, ...point.subarray(1, 1 + size));
}

/** The object identifier 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY = "06072a8648ce3d0201";

const UNCOMPRESSED = 0x04;
