/** Asks the real nginx what it thinks of a configuration. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { installed, type Oracle } from "./oracle.ts";
import { run } from "./sandbox.ts";

export interface Verdict {
  readonly ok: boolean;
  /** Text of the first error, without file and line; empty if there is none. */
  readonly message: string;
  /** File the error is in, relative to the prefix as given. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  /** Warnings, with file and line where nginx gives them. */
  readonly warnings: readonly string[];
  /** Everything nginx wrote. */
  readonly output: string;
}

/** Paths relative to the prefix, with contents. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/**
 * `nginx -t` on `files`, in a fresh prefix that is also the configuration folder. `certs/` holds the
 * certificates of make-certificates.ts and `modules/` nginx's own; the modules that the texts need are loaded. Example host
 * names resolve.
 */
export async function nginxTest(
  files: Files,
  main = "nginx.conf",
  oracle: Oracle = installed(),
): Promise<Verdict> {
  const prefix = await makePrefix(files, oracle);
  try {
    const command = nginxCommand({ oracle, prefix, main, files, options: ["-t"] });
    const { stderr } = await run(command, prefix, texts(files));
    return readVerdict(stderr, prefix);
  } finally {
    await rm(prefix, { recursive: true });
  }
}

/** Writes `files` into a fresh folder with links to the certificates and nginx's modules. */
export async function makePrefix(files: Files, { modules }: Oracle = installed()): Promise<string> {
  const prefix = await mkdtemp(join(tmpdir(), "nginx-tls-prefix-"));
  await mkdir(join(prefix, "logs"));
  await symlink(inject("certificates"), join(prefix, "certs"));
  if (modules) await symlink(modules, join(prefix, "modules"));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(prefix, path)), { recursive: true });
    await writeFile(join(prefix, path), content);
  }
  return prefix;
}

export interface Run {
  readonly oracle: Oracle;
  readonly prefix: string;
  readonly main: string;
  readonly files: Files;
  readonly options: readonly string[];
  readonly globals?: string;
}

/** The command line. Directives of `-g` come first for nginx and count in no file's lines. */
export function nginxCommand({
  oracle,
  prefix,
  main,
  files,
  options,
  globals = "",
}: Run): string[] {
  const all = texts(files).join("\n");
  const pid = /^\s*pid\s/m.test(all) ? "" : `pid ${prefix}/nginx.pid;`;
  const directives = [...neededModules(all, oracle), pid, globals].join(" ");
  const place = ["-e", "stderr", "-p", prefix, "-c", join(prefix, main)];
  return [oracle.program, ...options, ...place, "-g", directives];
}

export function texts(files: Files): string[] {
  return Object.values(files).filter((it) => typeof it === "string");
}

/** Modules the texts use and do not load themselves. Stream comes first: its njs module builds on it. */
function neededModules(text: string, { modules: folder = "" }: Oracle): string[] {
  const usesJs = /^\s*js_\w+/m.test(text);
  const needed = [
    { name: "ngx_stream_module.so", used: /\bstream\s*\{|ngx_stream_js_module/.test(text) },
    { name: "ngx_mail_module.so", used: /\bmail\s*\{/.test(text) },
    { name: "ngx_http_js_module.so", used: usesJs && /\bhttp\s*\{/.test(text) },
    { name: "ngx_stream_js_module.so", used: usesJs && /\bstream\s*\{/.test(text) },
  ];
  return needed
    .filter(({ name, used }) => used && !text.includes(name) && existsSync(join(folder, name)))
    .map(({ name }) => `load_module ${join(folder, name)};`);
}

const ENTRY = /\[(emerg|alert|crit|error|warn)\](?: \d+#\d+:)? (.*)$/;

function readVerdict(stderr: string, prefix: string): Verdict {
  const output = stderr.replaceAll(`${prefix}/`, "");
  const entries = output.split("\n").flatMap((line) => {
    const [, level, text] = ENTRY.exec(line) ?? [];
    return level && text !== undefined ? [{ level, text }] : [];
  });
  const error = entries.find((it) => it.level !== "warn")?.text ?? "";
  const [, message = error, file, line] = /^(.*) in (\S+):(\d+)$/.exec(error) ?? [];
  const ok = output.includes("test is successful");
  if (!ok && !output.includes("test failed") && !message)
    throw new Error(`nginx -t said: ${output}`);
  return {
    ok,
    message,
    file,
    line: line === undefined ? undefined : Number(line),
    warnings: entries.filter((it) => it.level === "warn").map((it) => it.text),
    output,
  };
}
