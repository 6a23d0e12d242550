import { expect, test } from "vitest";
import { splitPem } from "../../../core/certificates/split-pem.ts";

function block(label: string, ...body: string[]): string {
  return [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`, ""].join("\n");
}

function labels(text: string): string[] {
  return splitPem(text).map((it) => `${it.label}${it.text === undefined ? " (broken)" : ""}`);
}

test("blocks come in file order, text around them is skipped", () => {
  const text = `Certificate:\n  Data:\n${block("CERTIFICATE", "AA==")}between\n${block("RSA PRIVATE KEY", "BB==")}`;
  expect(labels(text)).toEqual(["CERTIFICATE", "RSA PRIVATE KEY"]);
  expect(splitPem(text)[0]?.text).toBe(block("CERTIFICATE", "AA=="));
});

test("CRLF, trailing blanks, a byte order mark and a missing final newline do not matter", () => {
  const text = `\uFEFF${block("CERTIFICATE", "AA== ").replaceAll("\n", "\r\n")}`.trimEnd();
  expect(splitPem(text)).toEqual([
    {
      label: "CERTIFICATE",
      encrypted: false,
      text: block("CERTIFICATE", "AA=="),
      flaw: undefined,
    },
  ]);
});

test.each([
  ["indented", "  -----BEGIN CERTIFICATE-----\n  AA==\n  -----END CERTIFICATE-----\n", []],
  ["cut off", "-----BEGIN CERTIFICATE-----\nAA==\n", ["CERTIFICATE (broken)"]],
  [
    "ended by another label",
    "-----BEGIN CERTIFICATE-----\nAA==\n-----END X509 CRL-----\n",
    ["CERTIFICATE (broken)"],
  ],
  [
    "glued to the next",
    "-----BEGIN A-----\nAA==\n-----END A----------BEGIN B-----\nBB==\n-----END B-----\n",
    ["A (broken)"],
  ],
  [
    "followed by another that is whole",
    `-----BEGIN CERTIFICATE-----\nAA==\n${block("PRIVATE KEY", "BB==")}`,
    ["CERTIFICATE (broken)", "PRIVATE KEY"],
  ],
  ["empty", "", []],
  ["no PEM", "0\u0082\u0003\u0000 garbage", []],
])("a file that is %s", (_, text, expected) => {
  expect(labels(text)).toEqual(expected);
});

test.each([
  [block("ENCRYPTED PRIVATE KEY", "AA=="), true],
  [
    block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,00", "", "AA=="),
    true,
  ],
  [block("PRIVATE KEY", "AA=="), false],
])("encryption is read from label and header", (text, encrypted) => {
  expect(splitPem(text).map((it) => it.encrypted)).toEqual([encrypted]);
});

test.each([
  ["a whole block", block("CERTIFICATE", "AA=="), undefined],
  ["a block without its END line", "-----BEGIN CERTIFICATE-----\nAA==\n", "cut"],
  ["another END line", "-----BEGIN FOO-----\nAA==\n-----END BAR-----\n", "cut"],
  [
    "blocks without a line break between them",
    "-----BEGIN A-----\nAA==\n-----END A----------BEGIN B-----\n",
    "glued",
  ],
  ["a blank line in a block", block("CERTIFICATE", "AAAA", "", "AA=="), "blank-line"],
  ["a blank line at its end", block("CERTIFICATE", "AAAA", " "), "blank-line"],
  ["a blank line at its start", block("CERTIFICATE", "", "AA=="), undefined],
  ["a header", block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED", "", "AA=="), undefined],
  ["a short header of a key", block("PRIVATE KEY", "Foo: bar", "", "AA=="), undefined],
  ["a header of a certificate", block("CERTIFICATE", "Foo: bar", "", "AA=="), "blank-line"],
])("%s", (_, text, flaw) => {
  expect(splitPem(text).map((it) => it.flaw)).toEqual([flaw]);
});

test("lines end before blanks and bytes beyond ASCII, and long ones are read in parts", () => {
  const whole = block("CERTIFICATE", "AA==");
  expect(labels(whole.replaceAll("-----\n", "-----\u00C2\u00A0\n"))).toEqual(["CERTIFICATE"]);
  expect(labels(`${"x".repeat(254)}${whole}`)).toEqual(["CERTIFICATE"]);
  expect(labels(`${"x".repeat(253)}${whole}`)).toEqual([]);
  expect(labels(block("CERTIFICATE", "A".repeat(1016)))).toEqual(["CERTIFICATE"]);
});
