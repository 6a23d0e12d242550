/** What the engine says of values, against each nginx. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import type { Oracle } from "./oracle.ts";
import { CASES, type ValueCase } from "./value-cases.ts";

const AT_ONCE = 4;
/** What nginx says of the machine, not of the text. */
const MACHINE = /host not found|bind\(\) to|unsupported on this platform|not supported/;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nginx-tls-values-"));
  await mkdir(join(folder, "logs"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The first error of `nginx -t`, without file and line; empty if there is none. */
async function ask(oracle: Oracle, { config }: ValueCase, serial: number): Promise<string> {
  const path = join(folder, `${oracle.version}-${serial}.conf`);
  await writeFile(path, config);
  const stream = join(oracle.modules ?? "", "ngx_stream_module.so");
  const load = existsSync(stream) ? `load_module ${stream};` : "";
  const globals = `pid ${folder}/${serial}.pid; ${load}`;
  const args = ["-t", "-e", "stderr", "-p", folder, "-c", path, "-g", globals];
  const said = await new Promise<string>((resolve) => {
    execFile(oracle.program, args, { cwd: folder }, (_error, _stdout, stderr) => resolve(stderr));
  });
  const message = /\[emerg\](?: \d+#\d+:)? (.*)$/m.exec(said)?.[1] ?? "";
  return message.replace(/ in \S+:\d+$/, "");
}

async function errorsOf(
  { version: nginxVersion }: Oracle,
  { config }: ValueCase,
): Promise<readonly string[]> {
  const path = "/etc/nginx/nginx.conf";
  const session = new Session(PARSER, memoryHost({ [path]: config }));
  const result = await session.check(path, { settings: { ...DEFAULT_SETTINGS, nginxVersion } });
  return (result?.findings ?? []).filter((it) => it.severity === "error").map((it) => it.message);
}

const ORACLES = inject("oracles").map((it) => [it.version, it] as const);

test.each(ORACLES)("verdicts of %s agree", { timeout: 300_000 }, async (_, oracle) => {
  const differences: string[] = [];
  let next = 0;
  let refused = 0;
  const worker = async () => {
    for (let serial = next++; serial < CASES.length; serial = next++) {
      const it = CASES[serial];
      const said = it && (await ask(oracle, it, serial));
      if (!it || said === undefined || MACHINE.test(said)) continue;
      if (said !== "") refused++;
      const errors = await errorsOf(oracle, it);
      if ((said !== "") !== errors.length > 0) {
        differences.push(`${it.text} nginx: ${said}; here: ${errors.join("; ")}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(differences).toEqual([]);
  expect(CASES.length).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(400);
});
