/** The few things that reading certificates needs of bytes, without Node and without a browser. */

/** Each byte as the character of its number. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join("");
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SEXTETS: ReadonlyMap<string, number> = new Map([...ALPHABET].map((it, at) => [it, at]));

/** Decodes base64 without line breaks; empty if it is none. */
export function fromBase64(text: string): Uint8Array {
  const body = text.replace(/={1,2}$/, "");
  const bytes = new Uint8Array((body.length * 3) >> 2);
  let bits = 0;
  let count = 0;
  let at = 0;
  for (const character of body) {
    const sextet = SEXTETS.get(character);
    if (sextet === undefined) return new Uint8Array();
    bits = ((bits << 6) | sextet) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = (bits >> count) & 0xff;
  }
  return bytes;
}

export interface Element {
  readonly tag: number;
  /** Where the element starts. */
  readonly from: number;
  /** Where the content starts and ends; the latter is where the next element starts. */
  readonly start: number;
  readonly end: number;
}

/** The DER element at `at`; undefined if it is cut off or its length is not definite. */
export function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const sizeBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || sizeBytes > 4) return undefined;
  const start = at + 2 + sizeBytes;
  let size = sizeBytes === 0 ? first : 0;
  for (const byte of bytes.subarray(at + 2, start)) size = size * 256 + byte;
  return start + size <= bytes.length ? { tag, from: at, start, end: start + size } : undefined;
}

/** The elements inside of `parent`; undefined if they don't fill it. */
export function childrenOf(bytes: Uint8Array, parent: Element): readonly Element[] | undefined {
  const children: Element[] = [];
  for (let at = parent.start; at < parent.end; ) {
    const child = elementAt(bytes, at);
    if (!child || child.end > parent.end) return undefined;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** How many bits the first integer of a sequence has: of an RSA modulus, or of the prime of DH parameters. */
export function bitsOfFirstInteger(der: Uint8Array): number | undefined {
  const sequence = elementAt(der, 0);
  const integer = sequence?.tag === 0x30 ? elementAt(der, sequence.start) : undefined;
  if (integer?.tag !== 0x02) return undefined;
  let { start } = integer;
  while (start < integer.end && der[start] === 0) start++;
  const first = der[start];
  if (start >= integer.end || first === undefined) return undefined;
  return (integer.end - start) * 8 - Math.clz32(first) + 24;
}
