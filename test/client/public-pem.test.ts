import { expect, test } from "vitest";
import { publicPem } from "../../client/public-pem.ts";

function block(label: string, ...lines: string[]): string {
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

test.each([
  "CERTIFICATE",
  "X509 CERTIFICATE",
  "TRUSTED CERTIFICATE",
  "X509 CRL",
  "DH PARAMETERS",
  "X9.42 DH PARAMETERS",
])("%s is public", (label) => {
  const text = block(label, "AAAA", "BB==");
  expect(publicPem(text)).toBe(text);
  expect(publicPem(text.replaceAll("\n", "\r\n"))).toBe(text);
});

test.each([
  "PRIVATE KEY",
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "ENCRYPTED PRIVATE KEY",
  "OPENSSH PRIVATE KEY",
  "SOMETHING NEW",
])("of %s nothing but its lines around goes out", (label) => {
  expect(publicPem(block(label, "SECRET", "SECRET=="))).toBe(block(label));
});

test("that a key is encrypted is told, with what is not", () => {
  const text = block(
    "RSA PRIVATE KEY",
    "Proc-Type: 4,ENCRYPTED",
    "DEK-Info: AES-256-CBC,0F",
    "",
    "SECRET",
  );
  expect(publicPem(text)).toBe(block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED"));
});

test.each([
  ["a password file", "hunter2\nsecret\n"],
  ["a ticket key", "\u0001\u0002-----\u0003"],
  ["text around blocks", "secret\n"],
  ["a block without a start", "SECRET\n-----BEGIN"],
  ["a glued block", "-----BEGIN CERTIFICATE----------BEGIN PRIVATE KEY-----\nSECRET\n"],
])("%s stays", (_, text) => {
  expect(publicPem(text)).toBe("");
});

test("a key without its last line hides all up to the next first line", () => {
  const text = `-----BEGIN PRIVATE KEY-----\nSECRET\n${block("CERTIFICATE", "AAAA")}`;
  expect(publicPem(text)).toBe(`-----BEGIN PRIVATE KEY-----\n${block("CERTIFICATE", "AAAA")}`);
});

test("behind a strange line a public block holds nothing public any more", () => {
  const text = "-----BEGIN CERTIFICATE-----\nAAAA\n -----BEGIN PRIVATE KEY-----\nSECRET\n";
  expect(publicPem(text)).toBe("-----BEGIN CERTIFICATE-----\nAAAA\n");
});

test("in a public block only base64 goes out", () => {
  const text = block("CERTIFICATE", "AAAA", "my secret", "-----BEGIN PRIVATE KEY----- SECRET");
  expect(publicPem(text)).toBe(block("CERTIFICATE", "AAAA"));
});
