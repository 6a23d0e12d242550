/** Runs `nginx -t`. Only for a user who asked: nothing here decides whether it may. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Config, copyForTest, type NginxVerdict, readNginxOutput } from "#core";

export interface NginxTest {
  /** The program: a path, or a name that is looked for in PATH. */
  readonly binary: string;
  readonly config: Config;
  readonly signal?: AbortSignal;
}

export type NginxTestResult =
  | { readonly kind: "verdict"; readonly verdict: NginxVerdict; readonly output: string }
  /** nginx could not be run, or the configuration can't be given to it. */
  | { readonly kind: "failed"; readonly reason: string };

const TIME_LIMIT_MS = 60_000;
const MAX_OUTPUT = 256 * 1024;

/** Tests a copy of the configuration in a folder of its own, which is deleted afterwards. Never rejects. */
export async function testWithNginx({
  binary,
  config,
  signal,
}: NginxTest): Promise<NginxTestResult> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "nginx-tls-")));
  try {
    const copy = copyForTest(config, root);
    if (!copy) return failed("nginx has no place for this file alone");
    for (const folder of copy.folders) await mkdir(folder, { recursive: true });
    for (const [path, text] of copy.texts) {
      await mkdir(dirname(root + path), { recursive: true });
      await writeFile(root + path, text);
    }
    await linkOthers(copy.folder, root + copy.folder);
    const argv = ["-t", "-e", "stderr", "-c", copy.main];
    const output = await run(binary, copy.globals ? [...argv, "-g", copy.globals] : argv, signal);
    return { kind: "verdict", verdict: readNginxOutput(output, root, config), output };
  } catch (error) {
    return failed(reasonOf(error, binary));
  } finally {
    await rm(root, { recursive: true, force: true }).catch(() => undefined);
  }
}

function failed(reason: string): NginxTestResult {
  return { kind: "failed", reason };
}

function reasonOf(error: unknown, binary: string): string {
  if (!(error instanceof Error)) return String(error);
  const isAbsent = "syscall" in error && error.syscall === `spawn ${binary}`;
  return isAbsent && "code" in error && error.code === "ENOENT"
    ? `there is no program "${binary}"`
    : error.message;
}

/** Links what the copied folder lacks of the original, so that certificates and other files are found. */
async function linkOthers(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  const copied = new Map(
    (await readdir(to, { withFileTypes: true })).map((it) => [it.name, it.isDirectory()]),
  );
  for (const { name } of entries) {
    const isFolder = copied.get(name);
    if (isFolder === undefined) await symlink(join(from, name), join(to, name));
    else if (isFolder) await linkOthers(join(from, name), join(to, name));
  }
}

function run(
  binary: string,
  argv: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, argv, {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: TIME_LIMIT_MS,
      killSignal: "SIGKILL",
      ...(signal && { signal }),
    });
    let output = "";
    const take = (chunk: string) => {
      if (output.length < MAX_OUTPUT) output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", reject);
    child.on("close", (code, killed) => {
      if (killed) reject(new Error(`${binary} did not end within ${TIME_LIMIT_MS / 1000} s`));
      else if (code !== 0 && !output.includes("nginx:")) {
        reject(new Error(`${binary} ended with ${code}: ${output.slice(0, 500)}`));
      } else resolve(output);
    });
  });
}
