/**
 * Runs a program where every dotted host name of some texts resolves to 127.0.0.1 and where nginx's
 * compiled-in folders are empty and private. Names below `.invalid` stay unknown.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { inject } from "vitest";

const ENTER = `
mount --bind "$1" /etc/hosts || exit 125
shift
while [ "$1" != -- ]; do
  [ ! -d "$1" ] || mount -t tmpfs none "$1" || exit 125
  shift
done
shift
exec "$@"`;

export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `command` in `folder`. Its process is the command's own, so a signal reaches it. */
export async function start(
  command: readonly string[],
  folder: string,
  texts: readonly string[],
): Promise<ChildProcess> {
  const names = hostNames(texts);
  const options = { cwd: folder, stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"] };
  if (inject("hostsFile") === "shared") {
    await addToSharedHosts(names);
    const [program = "", ...args] = command;
    return spawn(program, args, options);
  }
  const hosts = join(folder, ".hosts");
  await writeFile(hosts, hostLines(["localhost", ...names]));
  const args = ["--mount", "sh", "-c", ENTER, "sh", hosts, ...nginxFolders(), "--", ...command];
  return spawn("unshare", args, options);
}

export async function run(
  command: readonly string[],
  folder: string,
  texts: readonly string[],
): Promise<Output> {
  const child = await start(command, folder, texts);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Gathers what a stream says; call the result for the text so far. */
export function collect(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

/** Words that may be host names; file names among them do no harm. */
function hostNames(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.match(/[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_-]+)+/gi) ?? []);
  return [...new Set(words)].filter((it) => !/^[\d.]+$|\.invalid$/.test(it));
}

function hostLines(names: readonly string[]): string {
  return names.map((name) => `127.0.0.1 ${name}\n`).join("");
}

async function addToSharedHosts(names: readonly string[]): Promise<void> {
  const known = new Set((await readFile("/etc/hosts", "utf8")).split(/\s+/));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length > 0) await appendFile("/etc/hosts", hostLines(missing));
}

/** Folders that `nginx -t` writes to whatever the configuration says. */
function nginxFolders(): string[] {
  const files = ["pid-path", "http-log-path", "http-client-body-temp-path", "http-proxy-temp-path"];
  const paths = inject("oracles").flatMap(({ options }) =>
    files.flatMap((it) => options[it] ?? []),
  );
  return [...new Set(paths.map((path) => dirname(path)))];
}
