/** Runs the command line in this process, on a folder of its own, with a few small rules. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type Rule, Session } from "#core";
import type { Io } from "../../cli/io.ts";
import { run } from "../../cli/run.ts";
import { PARSER } from "../harness/parser.ts";
import { SAMPLE_RULES } from "./sample-rules.ts";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setup {
  readonly stdin?: string | Uint8Array;
  readonly env?: Io["env"];
  readonly isTTY?: boolean;
  readonly rules?: readonly Rule[];
}

/** A folder with these files, deleted after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nginx-tls-cli-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export async function runCli(
  cwd: string,
  argv: readonly string[],
  setup: Setup = {},
): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const io: Io = {
    cwd,
    env: setup.env ?? {},
    stdin: streamOf(setup.stdin ?? ""),
    stdout: {
      isTTY: setup.isTTY ?? false,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
    },
  };
  const code = await run(argv, io, {
    createSession: async (host) => new Session(PARSER, host, setup.rules ?? SAMPLE_RULES),
    serve: async () => {
      io.stdout.write("served");
    },
  });
  return { code, stdout, stderr };
}

/** `file:line:column rule` of each finding of a JSON report. */
export function places({ stdout }: Outcome): string[] {
  const { findings } = JSON.parse(stdout);
  return findings.map(
    (it: { file: string; line: number; column: number; rule: string }) =>
      `${it.file}:${it.line}:${it.column} ${it.rule}`,
  );
}

async function* streamOf(data: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  // One byte at a time, so that characters arrive in pieces.
  if (typeof data === "string") yield data;
  else for (const byte of data) yield Uint8Array.of(byte);
}
