import { expect, test } from "vitest";
import {
  hasForwardSecrecy,
  isAead,
  isTls13SuiteName,
} from "../../../core/knowledge/cipher-suites.ts";
import { evaluateCiphers } from "../../../core/knowledge/ciphers.ts";
import { lookUp } from "../../../core/knowledge/directives.ts";
import {
  INTERMEDIATE_CIPHER_STRING,
  MOZILLA_INTERMEDIATE,
  MOZILLA_MODERN,
} from "../../../core/knowledge/mozilla.ts";
import {
  acceptedProtocols,
  defaultProtocols,
  PROTOCOL_DIRECTIVES,
  protocolNamed,
  RETIRED_PROTOCOLS,
} from "../../../core/knowledge/protocols.ts";

const MODERN = ["TLSv1.2", "TLSv1.3"];
const OLD = ["TLSv1", "TLSv1.1", "TLSv1.2"];

test.each([
  ["1.31.5", MODERN],
  ["1.27.3", MODERN],
  ["1.28.0", MODERN],
  ["1.27.2", [...OLD, "TLSv1.3"]],
  ["1.26.3", [...OLD, "TLSv1.3"]],
  ["1.23.4", [...OLD, "TLSv1.3"]],
  ["1.23.3", OLD],
  ["1.22.1", OLD],
  ["1.9.1", OLD],
  ["1.9.0", ["SSLv3", ...OLD]],
])("the default of nginx %s", (version, expected) => {
  expect(defaultProtocols(version)).toEqual(expected);
});

test("njs keeps its own default", () => {
  expect(defaultProtocols("1.31.5", "js_fetch_protocols")).toEqual(OLD);
  expect(defaultProtocols("1.31.5", "proxy_ssl_protocols")).toEqual(MODERN);
});

test("names are compared without regard to case", () => {
  expect(protocolNamed("tlsv1.2")).toBe("TLSv1.2");
  expect(protocolNamed("TLS1.2")).toBeUndefined();
});

test("retired versions", () => {
  expect([...RETIRED_PROTOCOLS]).toEqual([
    ["SSLv2", "RFC 6176"],
    ["SSLv3", "RFC 7568"],
    ["TLSv1", "RFC 8996"],
    ["TLSv1.1", "RFC 8996"],
  ]);
});

test("the protocol directives exist and take exactly the accepted names", () => {
  for (const name of PROTOCOL_DIRECTIVES) {
    const rows = lookUp(name);
    expect(rows).not.toEqual([]);
    for (const { values } of rows) {
      if (values) expect([name, values]).toEqual([name, acceptedProtocols(name)]);
    }
  }
});

test("Mozilla's lists hold only suites that OpenSSL knows, in their order", () => {
  expect(names(MOZILLA_INTERMEDIATE.ciphers)).toEqual(MOZILLA_INTERMEDIATE.ciphers);
  expect(MOZILLA_MODERN.tls13Suites.every(isTls13SuiteName)).toBe(true);
});

test("the intermediate list is forward secret and authenticated", () => {
  const { selected } = evaluateCiphers(INTERMEDIATE_CIPHER_STRING);
  expect(selected).toHaveLength(6);
  expect(selected.every((it) => isAead(it) && hasForwardSecrecy(it))).toBe(true);
});

function names(ciphers: readonly string[]): string[] {
  return evaluateCiphers(ciphers.join(":")).selected.map((it) => it.name);
}
