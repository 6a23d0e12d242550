import { expect, test } from "vitest";
import {
  coversAddress,
  coversHost,
  isPrivateName,
  namesOf,
} from "../../../core/certificates/host-names.ts";
import type { X509 } from "../../../core/certificates/x509.ts";
import { type CertificateSketch, sketch } from "../../../core/rules/shared/example-files.ts";

function certificate(it: Partial<CertificateSketch>): X509 {
  const { x509 } = sketch({ name: "cn.example.com", ...it });
  if (!x509) throw new Error("no certificate");
  return x509;
}

test.each([
  ["example.com", "EXAMPLE.com", true],
  ["example.com", "example.com.", true],
  ["example.com", "www.example.com", false],
  ["*.example.com", "www.example.com", true],
  ["*.example.com", "example.com", false],
  ["*.example.com", "a.b.example.com", false],
  ["*.example.com", "*.example.com", true],
  ["*.example.com", "*.www.example.com", false],
  ["*", "com", false],
  ["w*.example.com", "www.example.com", true],
  ["*w.example.com", "www.example.com", true],
  ["w*w.example.com", "www.example.com", false],
  ["w*.example.com", "xn--w.example.com", false],
  ["xn--*.example.com", "xn--w.example.com", false],
  ["*.example.com", "xn--w.example.com", true],
  ["*.example.com", ".example.com", false],
  ["*.example.com", "a_b.example.com", false],
  ["a_b.example.com", "a_b.example.com", true],
  ["*.internal", "app.internal", false],
  ["*.app.internal", "a.app.internal", true],
  ["a.*.example.com", "a.b.example.com", false],
])("%s and %s: %s", (name, host, covers) => {
  expect(coversHost(certificate({ names: [name] }), host)).toBe(covers);
});

test("the common name counts only where there is no DNS name", () => {
  expect(coversHost(certificate({ names: undefined }), "cn.example.com")).toBe(true);
  expect(coversHost(certificate({ names: ["a"] }), "cn.example.com")).toBe(false);
  expect(namesOf(certificate({ names: undefined }))).toEqual(["cn.example.com"]);
  expect(namesOf(certificate({ names: ["a"], addresses: ["::1"] }))).toEqual(["a", "::1"]);
});

test.each([
  ["192.0.2.1", "192.0.2.1", true],
  ["192.0.2.1", "192.0.2.10", false],
  ["2001:db8::1", "2001:0DB8:0:0:0:0:0:1", true],
  ["2001:db8:0:0:0:0:0:1", "[2001:db8::1]", true],
  ["::", "0:0:0:0:0:0:0:0", true],
  ["2001:db8::1", "2001:db8::2", false],
])("the addresses %s and %s: %s", (name, address, covers) => {
  expect(coversAddress(certificate({ addresses: [name] }), address)).toBe(covers);
});

test.each([
  ["localhost", true],
  ["app.internal", true],
  ["printer.local", true],
  ["10.1.2.3", true],
  ["172.20.0.1", true],
  ["172.32.0.1", false],
  ["fd00::1", true],
  ["2001:db8::1", false],
  ["example.com", false],
])("%s is private: %s", (name, isPrivate) => {
  expect(isPrivateName(name)).toBe(isPrivate);
});
