import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const DEEP = 20_000;

test("blocks may nest deeper than functions call each other", async () => {
  const session = new Session(PARSER, memoryHost());
  const blocks = `${"location / {".repeat(DEEP)}${"}".repeat(DEEP)}`;
  const text = `events {} http { ssl_protocols SSLv3; server { ${blocks} } }`;
  session.setText("/w/nginx.conf", text);
  const result = await session.check("/w/nginx.conf", { settings: DEFAULT_SETTINGS });
  expect(result?.findings.map((it) => it.rule)).toEqual(["weak-protocol"]);
});
