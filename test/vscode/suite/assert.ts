/** The few assertions the suite needs, also where there is no `node:assert`. */
interface Assert {
  ok(value: unknown): asserts value;
  equal(found: unknown, expected: unknown): void;
  deepEqual(found: unknown, expected: unknown): void;
  match(text: string, pattern: RegExp): void;
}

export const assert: Assert = {
  ok(value) {
    if (!value) throw new Error(`expected something, found ${String(value)}`);
  },
  equal(found, expected) {
    if (found !== expected) throw new Error(`expected ${String(expected)}, found ${String(found)}`);
  },
  deepEqual(found, expected) {
    assert.equal(JSON.stringify(found), JSON.stringify(expected));
  },
  match(text, pattern) {
    if (!pattern.test(text)) throw new Error(`${String(pattern)} does not match:\n${text}`);
  },
};
