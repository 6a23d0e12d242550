/**
 * `npm run bench [-- --json --quick --keystrokes --features --map]`: how fast and how big the built product is. Needs
 * `npm run build` first, and measures `nginx -t` beside it where nginx is installed. `--quick` repeats
 * less, `--keystrokes`, `--features` and `--map` measure nothing else, for a profiler.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createNodeHost } from "../host/node.ts";
import { type Cold, hasNginx, measureCold } from "./cold.ts";
import { type FeatureTime, measureFeatures } from "./features.ts";
import { generateMain, generateProject } from "./generate.ts";
import { type Keystroke, measureKeystrokes } from "./keystroke.ts";
import { manyServers, measureMap } from "./map.ts";
import { sizesOf } from "./sizes.ts";
import { type Results, toText } from "./text.ts";

const SIZES = [1_000, 10_000, 100_000];
const FILES = 1_000;

async function main(flags: ReadonlySet<string>): Promise<void> {
  const root = process.cwd();
  const cli = join(root, "dist/cli.cjs");
  if (!existsSync(cli)) throw new Error('dist/cli.cjs does not exist: run "npm run build" first');
  const folder = mkdtempSync(join(tmpdir(), "nginx-tls-bench-"));
  try {
    writeInputs(folder);
    const before = loadavg();
    const scale = flags.has("--quick") ? 0.2 : 1;
    const only = ["--keystrokes", "--features", "--map"].find((it) => flags.has(it));
    const wants = (part: string) => only === undefined || only === part;
    const cold = wants("--cold") ? await measureAllCold(cli, folder, scale) : [];
    const keystrokes = wants("--keystrokes")
      ? await measureAllKeystrokes(folder, Math.ceil(400 * scale))
      : [];
    const features = wants("--features")
      ? await measureAllFeatures(folder, Math.ceil(100 * scale))
      : [];
    const map = wants("--map") ? await measureServers(folder, Math.ceil(20 * scale)) : [];
    const load = { before, after: loadavg() };
    const results: Results = {
      node: process.version,
      cpus: cpus().length,
      load,
      cold,
      keystrokes,
      features,
      map,
      sizes: sizesOf(root),
    };
    const json = flags.has("--json");
    process.stdout.write(json ? `${JSON.stringify(results, undefined, 2)}\n` : toText(results));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureAllCold(cli: string, folder: string, scale: number): Promise<Cold[]> {
  const found: Cold[] = [];
  for (const lines of SIZES) {
    const runs = Math.max(3, Math.ceil((lines > 10_000 ? 7 : 15) * scale));
    const names = { file: `${lines}.conf`, withoutTls: `${lines}-plain.conf` };
    found.push(await measureCold(cli, { folder, lines, ...names, runs }));
  }
  return found;
}

async function measureAllKeystrokes(folder: string, runs: number): Promise<Keystroke[]> {
  setFlagsFromString("--expose-gc");
  globalThis.gc = runInNewContext("gc");
  const host = createNodeHost();
  const edited = [
    { name: "1,000 lines", path: join(folder, "1000.conf") },
    { name: "10,000 lines", path: join(folder, "10000.conf") },
    { name: "1,000 included files", path: join(folder, "project/sites/00500.conf") },
  ];
  const found: Keystroke[] = [];
  for (const it of edited) found.push(await measureKeystrokes({ ...it, host }, runs));
  return found;
}

/** On the file of 10,000 lines. */
function measureAllFeatures(folder: string, runs: number): Promise<FeatureTime[]> {
  return measureFeatures(createNodeHost(), join(folder, "10000.conf"), runs);
}

function measureServers(folder: string, runs: number): Promise<FeatureTime[]> {
  const path = join(folder, "servers.conf");
  writeFileSync(path, manyServers());
  return measureMap(path, createNodeHost(), runs);
}

function writeInputs(folder: string): void {
  for (const lines of SIZES) {
    const text = generateMain(lines);
    writeFileSync(join(folder, `${lines}.conf`), text);
    writeFileSync(join(folder, `${lines}-plain.conf`), withoutTls(text));
  }
  for (const [name, text] of generateProject(FILES)) {
    const path = join(folder, "project", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (hasNginx()) makeCertificate(folder);
}

function withoutTls(text: string): string {
  return text.replace(/^.*_?ssl_.*\n/gm, "").replaceAll("listen 443 ssl", "listen 80");
}

function makeCertificate(folder: string): void {
  const tls = join(folder, "tls");
  mkdirSync(tls);
  const argv = "req -x509 -newkey rsa:2048 -nodes -subj /CN=bench -days 2".split(" ");
  const files = ["-keyout", join(tls, "server.key"), "-out", join(tls, "server.crt")];
  const { status, stderr } = spawnSync("openssl", [...argv, ...files], { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
}

main(new Set(process.argv.slice(2))).catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
