import { expect, test } from "vitest";
import {
  CIPHER_SUITES,
  hasForwardSecrecy,
  isAead,
  isCbc,
  isTls13SuiteName,
  isUsable,
  opensslName,
  selectedBy,
  suiteNamed,
  TLS13_SUITES,
  weaknesses,
  weaknessOfWord,
} from "../../../core/knowledge/cipher-suites.ts";
import { evaluateCiphers } from "../../../core/knowledge/ciphers.ts";

const anonymous = (text: string) =>
  evaluateCiphers(text).selected.filter((it) => weaknesses(it).includes("anonymous")).length;

test("the table has the suites of OpenSSL 3.0", () => {
  expect(CIPHER_SUITES).toHaveLength(155);
  expect(TLS13_SUITES.map((it) => it.name)).toEqual([
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_AES_128_GCM_SHA256",
  ]);
});

// Each number was counted in the output of "openssl ciphers" 3.0.
test.each([
  ["ALL", 137],
  ["HIGH", 137],
  ["HIGH:!aNULL", 125],
  ["HIGH:!aNULL:!MD5", 125],
  ["HIGH:!aNULL:HIGH", 125],
  ["HIGH:-aNULL:aNULL", 138],
  ["DEFAULT", 57],
  ["COMPLEMENTOFALL", 18],
  ["COMPLEMENTOFDEFAULT", 80],
  ["MEDIUM", 0],
  ["DEFAULT:aNULL", 57],
  ["AES128,AES128-SHA;AES128-SHA AES128-SHA", 43],
  ["TLSv1", 36],
])("%s selects %i suites", (text, count) => {
  expect(evaluateCiphers(text).selected).toHaveLength(count);
});

test.each([
  ["HIGH", 12],
  ["HIGH:!aNULL", 0],
  ["HIGH:!aNULL:aNULL", 0],
  ["HIGH:-aNULL:aNULL", 13],
  ["DEFAULT", 0],
])("%s selects %i anonymous suites", (text, count) => {
  expect(anonymous(text)).toBe(count);
});

test("order: a token puts its suites last, + moves them there, - keeps their place for a return", () => {
  const names = (text: string) => evaluateCiphers(text).selected.map((it) => it.name);
  expect(names("AES128-SHA:AES256-SHA")).toEqual(["AES128-SHA", "AES256-SHA"]);
  expect(names("AES128-SHA:AES256-SHA:+AES128-SHA")).toEqual(["AES256-SHA", "AES128-SHA"]);
  expect(names("AES128-SHA:AES256-SHA:@STRENGTH")).toEqual(["AES256-SHA", "AES128-SHA"]);
  expect(names("AES128-SHA:-AES128-SHA:AES256-SHA:AES128-SHA")).toEqual([
    "AES256-SHA",
    "AES128-SHA",
  ]);
  expect(names("!AES128-SHA:AES128-SHA:AES256-SHA")).toEqual(["AES256-SHA"]);
});

test("tokens tell where they stand, what they match and what they add", () => {
  const { tokens, seclevel } = evaluateCiphers("HIGH:!aNULL:RC4-SHA:NULL-MD5@SECLEVEL=0");
  expect(
    tokens.map((it) => [it.op, it.text, it.span.start, it.span.end, it.matches, it.added.length]),
  ).toEqual([
    ["", "HIGH", 0, 4, 137, 137],
    ["!", "aNULL", 5, 11, 13, 0],
    ["", "RC4-SHA", 12, 19, 0, 0],
    ["", "NULL-MD5", 20, 28, 1, 1],
    ["@", "SECLEVEL=0", 28, 39, 0, 0],
  ]);
  expect(seclevel).toBe(0);
});

test.each(["AES128$", "AES128+", "!", "@FOO", "@SECLEVEL=9", "AES128_SHA"])(
  "%s is malformed",
  (text) => {
    expect(evaluateCiphers(text)).toMatchObject({ invalid: true, selected: [] });
  },
);

test("unknown words are skipped, not errors", () => {
  const { invalid, selected, tokens } = evaluateCiphers("TLS_AES_128_GCM_SHA256:nonsense");
  expect({ invalid, selected }).toEqual({ invalid: false, selected: [] });
  expect(tokens.map((it) => it.text)).toEqual(["TLS_AES_128_GCM_SHA256", "nonsense"]);
});

test("the rest of a token is not read behind an unknown word, or one that excludes those before it", () => {
  const isInvalid = (text: string) => evaluateCiphers(text).invalid;
  expect(isInvalid("HIGH:RC4+@FOO")).toBe(false);
  expect(isInvalid("HIGH:AES128+CHACHA20+@FOO")).toBe(false);
  expect(isInvalid("ECDHE:!CHACHA20+AES_128")).toBe(false);
  expect(isInvalid("HIGH:3DES+@FOO")).toBe(true);
  expect(isInvalid("HIGH:AES128+@FOO")).toBe(true);
});

test("what nginx's own default selects", () => {
  const { selected } = evaluateCiphers("HIGH:!aNULL:!MD5");
  const usable = selected.filter(isUsable);
  expect(selected.filter((it) => /PSK/.test(it.kx))).toHaveLength(48);
  expect(selected.filter((it) => it.kx === "SRP")).toHaveLength(6);
  expect(selected.filter((it) => it.au === "DSS")).toHaveLength(14);
  expect(usable).toHaveLength(59);
  expect(usable.filter((it) => !hasForwardSecrecy(it))).toHaveLength(16);
  expect(usable.filter(isCbc)).toHaveLength(28);
  expect(usable.filter((it) => isCbc(it) && it.mac === "SHA1")).toHaveLength(12);
  expect(usable.filter((it) => isAead(it) && hasForwardSecrecy(it))).toHaveLength(23);
});

test("names", () => {
  expect(opensslName("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")).toBe("ECDHE-RSA-AES128-GCM-SHA256");
  expect(opensslName("TLS_AES_128_GCM_SHA256")).toBeUndefined();
  expect(isTls13SuiteName("TLS_AES_128_GCM_SHA256")).toBe(true);
  expect(isTls13SuiteName("AES128-SHA")).toBe(false);
  expect(selectedBy("RC4")?.size).toBe(0);
  expect(selectedBy("nonsense")).toBeUndefined();
  expect(suiteNamed("AES128-SHA")?.iana).toBe("TLS_RSA_WITH_AES_128_CBC_SHA");
});

test("weaknesses of suites", () => {
  const of = (name: string) => selectedBy(name)?.values().next().value;
  const weak = (name: string) => {
    const suite = of(name);
    return suite ? weaknesses(suite) : undefined;
  };
  expect(weak("ADH-AES128-SHA")).toEqual(["anonymous"]);
  expect(weak("NULL-MD5")).toEqual(["no encryption", "MD5"]);
  expect(weak("AECDH-NULL-SHA")).toEqual(["anonymous", "no encryption"]);
  expect(weak("ECDHE-RSA-AES128-GCM-SHA256")).toEqual([]);
});

test("the words' weaknesses agree with the suites'", () => {
  for (const suite of CIPHER_SUITES) {
    const word = weaknessOfWord(suite.name);
    if (word === undefined) expect([suite.name, weaknesses(suite)]).toEqual([suite.name, []]);
    else expect(weaknesses(suite)).toContain(word);
  }
});

test.each([
  ["RC4-SHA", "RC4"],
  ["ECDHE-RSA-RC4-SHA", "RC4"],
  ["EXP-RC2-CBC-MD5", "export"],
  ["EXPORT40", "export"],
  ["EXP1024-DES-CBC-SHA", "export"],
  ["DES-CBC3-SHA", "3DES"],
  ["ECDHE-RSA-DES-CBC3-SHA", "3DES"],
  ["EDH-RSA-DES-CBC-SHA", "DES"],
  ["LOW", "DES"],
  ["IDEA-CBC-SHA", "IDEA"],
  ["SEED", "SEED"],
  ["MD5", "MD5"],
  ["HIGH", undefined],
  ["AES128-SHA", undefined],
  ["kEDH", undefined],
])("the word %s names %s", (word, weakness) => {
  expect(weaknessOfWord(word)).toBe(weakness);
});
