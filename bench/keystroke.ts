/** From a changed character to findings, inside one process, as the language server does it. */
import { createSession, DEFAULT_SETTINGS, type Host, type Session } from "#core";
import { wasm } from "../server/wasm.ts";
import { type Timed, timeRuns } from "./measure.ts";

export interface Keystroke {
  readonly name: string;
  readonly time: Timed;
  /** JavaScript heap after collecting garbage, and WebAssembly and other buffers, in MB. */
  readonly heap: number;
  readonly buffers: number;
}

export interface Edited {
  readonly name: string;
  readonly host: Host;
  /** The file that is open and edited. */
  readonly path: string;
}

const WARM_UP = 40;

/** Types characters into the file, each at another place, and takes them out again. */
export async function measureKeystrokes(edited: Edited, runs: number): Promise<Keystroke> {
  const { host, path, name } = edited;
  const session = await createSession(wasm, host);
  const text = (await host.readFile(path)) ?? "";
  const places = editablePlaces(text);
  const type = (run: number) => keystroke(session, path, typed(text, places, run));
  session.setText(path, text);
  for (let run = 0; run < WARM_UP; run++) await type(run);
  const time = await timeRuns(runs, (run) => type(WARM_UP + run));
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  session.close(path);
  return { name, time, heap: mb(heapUsed), buffers: mb(Math.max(arrayBuffers, external)) };
}

async function keystroke(session: Session, path: string, text: string): Promise<number> {
  session.setText(path, text);
  const result = await session.check(path, { settings: DEFAULT_SETTINGS });
  if (!result || result.failures.length > 0) throw new Error(`no findings for ${path}`);
  return result.findings.length;
}

/** After every second text with one character more comes one with it taken out. */
function typed(text: string, places: readonly number[], run: number): string {
  if (run % 2 === 1) return text;
  const at = places[(run * 7919) % places.length] ?? 0;
  return `${text.slice(0, at)}${"a1; }"[(run / 2) % 5]}${text.slice(at)}`;
}

/** Ends of words, spread over the file. */
function editablePlaces(text: string): number[] {
  return [...text.matchAll(/\b(?:example|backend_\d+|proxy_pass|timeout|return)\b/g)].map(
    (it) => it.index + it[0].length,
  );
}

function mb(bytes: number): number {
  return bytes / 1024 / 1024;
}
