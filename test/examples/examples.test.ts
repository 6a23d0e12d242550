import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { atLeast, DEFAULT_SETTINGS, type Finding, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";

const FOLDER = fileURLToPath(new URL("../../examples/", import.meta.url)).replaceAll("\\", "/");

async function check(name: string): Promise<readonly Finding[]> {
  const session = new Session(PARSER, createNodeHost({ readCertificates: false }));
  const result = await session.check(`${FOLDER}${name}`, { settings: DEFAULT_SETTINGS });
  expect(result?.failures).toEqual([]);
  return result?.findings ?? [];
}

test.each(["fixed/nginx.conf", "complete-example.conf"])("%s gives no warning", async (name) => {
  const findings = (await check(name)).filter((it) => atLeast(it.severity, "warning"));
  expect(findings.map((it) => `${it.file}: ${it.rule}: ${it.message}`)).toEqual([]);
});

test("nginx.conf has a finding of every family", async () => {
  const rules = new Set((await check("nginx.conf")).map((it) => it.rule));
  expect([...rules]).toEqual(
    expect.arrayContaining([
      "upstream-tls-cert-without-key",
      "tls-cert-key-split-levels",
      "upstream-tls-verify-off",
      "upstream-tls-trusted-unused",
      "upstream-tls-verify-no-sni",
      "upstream-tls-name-is-group",
      "unknown-directive",
      "weak-protocol",
      "weak-cipher",
    ]),
  );
});

test("findings lie in the included files too", async () => {
  const files = new Set((await check("nginx.conf")).map((it) => it.file.slice(FOLDER.length)));
  expect([...files].sort()).toEqual(["conf.d/admin.conf", "conf.d/grpc.conf", "nginx.conf"]);
});
