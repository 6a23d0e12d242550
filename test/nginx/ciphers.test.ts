/** The cipher evaluator against the openssl command of the machine, which must be version 3.0. */
import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { weaknesses } from "../../core/knowledge/cipher-suites.ts";
import { evaluateCiphers } from "../../core/knowledge/ciphers.ts";

const STRINGS = [
  "ALL",
  "HIGH",
  "MEDIUM",
  "LOW",
  "DEFAULT",
  "DEFAULT:!aNULL",
  "DEFAULT:aNULL",
  "DEFAULT:eNULL",
  "DEFAULT+AES128",
  "DEFAULTX",
  "DEFAULT:@STRENGTH",
  "DEFAULT:-AES128:AES128",
  "AES:DEFAULT",
  "COMPLEMENTOFDEFAULT",
  "COMPLEMENTOFALL",
  "ALL:COMPLEMENTOFALL",
  "ALL:eNULL:@STRENGTH",
  "HIGH:!aNULL",
  "HIGH:!aNULL:!MD5",
  "HIGH:!aNULL:aNULL",
  "HIGH:-aNULL:aNULL",
  "HIGH:!aNULL:HIGH",
  "HIGH:!aNULL:!MD5:!RC4:!3DES:!SEED:!IDEA",
  "HIGH:MEDIUM:!ADH:!DHE:!kRSA",
  "kRSA",
  "kRSA:+AES256",
  "aRSA",
  "RSA+AESGCM",
  "ECDHE+AESGCM:DHE+AESGCM",
  "EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:AES256+EDH",
  "EECDH+ECDSA+AESGCM:EECDH+aRSA+AESGCM:EECDH+ECDSA+SHA384:EECDH+aRSA+SHA384:EECDH+aRSA+RC4:EECDH:EDH+aRSA:!RC4:!aNULL:!eNULL:!LOW:!3DES:!MD5:!EXP:!PSK:!SRP:!DSS",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:AES128-SHA",
  "ECDHE-RSA-AES128-GCM-SHA256:!ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA",
  "AES128-SHA,AES256-SHA",
  "AES128-SHA AES256-SHA;AES128-SHA256",
  "AES128-SHA::AES256-SHA:",
  ":AES128-SHA",
  "AES128-SHA:RC4-SHA:DES-CBC3-SHA",
  "RC4-SHA",
  "NULL",
  "NULL-MD5:NULL-SHA:AES128-SHA",
  "aNULL:eNULL",
  "ADH:AECDH",
  "SHA1",
  "SHA:+CAMELLIA:-PSK",
  "SHA256:SHA384:-kRSA:kRSA",
  "TLSv1",
  "TLSv1.0:TLSv1.2",
  "SSLv3",
  "TLSv1.2:!kRSA:!PSK:@STRENGTH",
  "CHACHA20:AESCCM:AESCCM8:@STRENGTH",
  "ARIA:ARIAGCM",
  "CAMELLIA128:CAMELLIA256",
  "PSK:!kPSK",
  "SRP",
  "aDSS:DSS",
  "ALL:+aDSS:+SRP:+PSK",
  "ALL:-SHA1:-CBC:SHA1",
  "CBC",
  "FIPS",
  "SUITEB128",
  "SUITEB128ONLY",
  "SUITEB128C2",
  "SUITEB192",
  "SUITEB128:AES128",
  "AES128:SUITEB128",
  "@SECLEVEL=0:ALL",
  "ALL:@SECLEVEL=2",
  "AES@STRENGTH",
  "@SECLEVEL=9:AES",
  "@FOO:AES",
  "AES128$",
  "AES128+",
  "AES:!",
  "AES128_SHA",
  "aes128",
  "TLS_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:AES128-SHA",
  "TLS_AES_128_GCM_SHA256:AES128-SHA",
  "!aNULL",
  "AES128+AES256:AES128-SHA",
  "EXPORT:EXP:AES128-SHA",
  "kEDH:kEECDH:ECDH:DH",
  "ALL:!ADH:!LOW:!EXP:!MD5:@STRENGTH",
  // after words that exclude each other, or one that is not known, the rest of the token is not read
  "ADH:kSRP+kGOST+@:AES128-SHA",
  "ECDHE:!CHACHA20+AES_128",
  "HIGH:RC4+@STRENGTH",
  "HIGH:AES128+DES+@FOO",
  "HIGH:3DES+@FOO",
  "HIGH:MEDIUM+@FOO",
];

const WORDS = [
  ..."ALL HIGH aNULL eNULL kRSA aRSA RSA DHE ECDHE EECDH AES AES128 AES256 AESGCM AESCCM CHACHA20".split(
    " ",
  ),
  ..."ARIA CAMELLIA PSK SRP DSS SHA1 SHA256 SHA384 MD5 TLSv1.2 SSLv3 CBC RC4 COMPLEMENTOFALL".split(
    " ",
  ),
  ..."AES128-SHA ECDHE-RSA-AES256-GCM-SHA384 kDHEPSK NULL @STRENGTH nonsense".split(" "),
];

test("openssl is version 3.0", () => {
  expect(execFileSync("openssl", ["version"], { encoding: "utf8" })).toMatch(/^OpenSSL 3\.0\./);
});

test.each(STRINGS)("%s", (text) => {
  expect(ours(text)).toEqual(theirs(text));
});

test("random strings", () => {
  const random = generator(20_261_122);
  for (let round = 0; round < 150; round++) {
    const text = Array.from({ length: 1 + random(6) }, () => token(random)).join(":");
    expect({ text, selected: ours(text) }).toEqual({ text, selected: theirs(text) });
  }
});

test("no suite of DEFAULT is weak", () => {
  expect(evaluateCiphers("DEFAULT").selected.flatMap(weaknesses)).toEqual([]);
});

function ours(text: string): string[] {
  return evaluateCiphers(text).selected.map((it) => it.name);
}

/** Without the TLS 1.3 suites, which every answer begins with; empty if openssl refuses the string. */
function theirs(text: string): string[] {
  // A separator in front keeps "-AES" from being taken for an option.
  const argument = text.startsWith("-") ? `:${text}` : text;
  const { status, stdout } = spawnSync("openssl", ["ciphers", argument], { encoding: "utf8" });
  if (status !== 0) return [];
  return stdout
    .trim()
    .split(":")
    .filter((it) => it !== "" && !it.startsWith("TLS_"));
}

function token(random: (below: number) => number): string {
  const word = WORDS[random(WORDS.length)] ?? "";
  if (word.startsWith("@")) return word;
  const more = random(4) === 0 ? `+${(WORDS[random(WORDS.length)] ?? "").replace("@", "")}` : "";
  return (["", "", "", "!", "-", "+"][random(6)] ?? "") + word + more;
}

/** A linear congruential generator: the same strings in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
