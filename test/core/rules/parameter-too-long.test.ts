import { expect, test } from "vitest";
import { ruleNamed, run } from "../../harness/rule.ts";

const rule = ruleNamed("parameter-too-long");
const MAIN = "/etc/nginx/nginx.conf";

async function messages(text: string): Promise<readonly string[]> {
  const findings = await run(rule, { [MAIN]: text }, { broken: true });
  return findings.map((it) => it.message);
}

test("4095 bytes fit, 4096 do not", async () => {
  expect(await messages(`user ${"a".repeat(4095)};`)).toEqual([]);
  expect(await messages(`user ${"a".repeat(4096)};`)).toEqual([
    'too long parameter "aaaaaaaaaa..." started',
  ]);
});

test("bytes count, not characters", async () => {
  expect(await messages(`user ${"é".repeat(2047)};`)).toEqual([]);
  expect(await messages(`user ${"é".repeat(2048)};`)).toHaveLength(1);
});

test("a comment counts too", async () => {
  expect(await messages(`user a;\n#${"c".repeat(4094)}\nworker_processes 1;\n`)).toEqual([]);
  expect(await messages(`user a;\n#${"c".repeat(4095)}\nworker_processes 1;\n`)).toHaveLength(1);
});
