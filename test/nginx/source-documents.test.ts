/** The configurations printed in the two source documents: what nginx accepts is no error for us. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, Session } from "#core";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { nginxTest } from "./harness.ts";
import { withStandIns } from "./stand-ins.ts";

const DOCUMENTS = new URL("../../../shared/seeds/", import.meta.url);
const BLOCKS = existsSync(DOCUMENTS) ? readdirSync(DOCUMENTS).sort().flatMap(blocksOf) : [];

function blocksOf(name: string): string[] {
  const text = readFileSync(new URL(name, DOCUMENTS), "utf8");
  return [...text.matchAll(/```nginx\n(.*?)```/gs)].map((it) => it[1] ?? "");
}

/** The block in the contexts that it leaves out, on the same lines. */
function complete(block: string): string {
  if (block.startsWith("location")) return `events {} http { server { ${block}}}\n`;
  if (block.startsWith("server")) return `events {} http { ${block}}\n`;
  return `events {} ${block}`;
}

async function errorsIn(text: string): Promise<readonly Finding[]> {
  const path = "/etc/nginx/nginx.conf";
  const session = new Session(PARSER, memoryHost({ [path]: text }));
  const result = await session.check(path, { settings: DEFAULT_SETTINGS });
  expect(result?.failures).toEqual([]);
  return (result?.findings ?? []).filter((it) => it.severity === "error");
}

describe.runIf(BLOCKS.length > 0)("printed configurations", () => {
  const isExample = (it: string) => it.includes("backend2.example.com");

  test.each(BLOCKS.filter((it) => !isExample(it)))("block %# is no error", async (block) => {
    const files = { "nginx.conf": complete(block), "pswd.txt": "x\n", keys: "0".repeat(80) };
    expect((await nginxTest(await withStandIns(files, OWN))).output).toContain("is successful");
    expect(await errorsIn(block)).toEqual([]);
    expect(await errorsIn(complete(block))).toEqual([]);
  });

  test("the complete example has one error: its missing brace", async () => {
    const block = BLOCKS.find(isExample) ?? "";
    const verdict = await nginxTest(await withStandIns({ "nginx.conf": complete(block) }, OWN));
    expect(verdict).toMatchObject({
      message: '"server" directive is not allowed here',
      line: 41,
    });
    expect((await errorsIn(block)).map((it) => it.rule)).toEqual(["block-not-closed"]);
  });
});

/** The documents keep the key beside the certificates. */
const OWN = { "/etc/ssl/certs/server.key": "rl.key" };
