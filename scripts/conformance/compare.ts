/** Compares what the engine says of a case with what nginx said. */
import { join } from "node:path";
import {
  DEFAULT_SETTINGS,
  type Finding,
  type Host,
  placeNamed,
  type Related,
  Session,
  type Settings,
  type SyntaxParser,
} from "#core";
import type { Case, Corpus, Target, Verdict } from "./corpus.ts";
import { kindOf } from "./kinds.ts";

export interface Comparison {
  readonly case: Case;
  /** The manifest's category; "accepted" for what nginx takes. */
  readonly category: string;
  /** What differs; undefined if the two agree. */
  readonly difference: string | undefined;
}

export interface Engine {
  readonly parser: SyntaxParser;
  readonly host: Host;
}

/** The settings under which the engine should speak as the nginx of `target` does. */
export function settingsFor(target: Target, given: Partial<Settings> = {}): Settings {
  // Debian's nginx had Lua and other modules loaded.
  const platform = target === "head" ? "nginx-core" : "nginx";
  return {
    ...DEFAULT_SETTINGS,
    nginxVersion: target === "head" ? "1.31.5" : "1.22.1",
    platform,
    readCertificates: false,
    // nginx was given empty files where included ones are missing.
    rules: { "include-not-found": "off" },
    ...given,
  };
}

export async function compareCase(
  engine: Engine,
  corpus: Corpus,
  one: Case,
  target: Target,
  settings: Settings,
): Promise<Comparison> {
  const errors = await errorsOf(engine, corpus, one, settings);
  const verdict = one[target];
  const category = verdict.exit === 0 ? "accepted" : (verdict.category ?? "other");
  return { case: one, category, difference: difference(verdict, errors) };
}

interface Said {
  readonly finding: Finding;
  /** nginx's words for it. */
  readonly message: string;
  /** Relative to the case's prefix. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

async function errorsOf(
  { parser, host }: Engine,
  { folder }: Corpus,
  one: Case,
  settings: Settings,
): Promise<readonly Said[]> {
  const root = join(folder, one.path);
  const prefix = join(folder, one.prefix);
  const place = one.kind === "fragment" ? placeNamed(one.context) : "main";
  const session = new Session(parser, host);
  const result = await session.check(root, {
    settings,
    root,
    folder: prefix,
    ...(place && { place }),
  });
  if (!result) throw new Error(`cannot read "${root}"`);
  for (const { rule, error } of result.failures) {
    throw new Error(`the rule "${rule}" failed on "${one.path}"`, { cause: error });
  }
  return result.findings.filter(counts).flatMap((finding) =>
    [finding, ...finding.related.filter(isNginxsOwn)].map(({ file, span, message }) => ({
      finding,
      message: message.replace(NGINX_SAYS, ""),
      file: relative(prefix, file),
      line: (result.config.files.get(file)?.lines.positionAt(span.start).line ?? 0) + 1,
    })),
  );
}

/**
 * A block that is not closed is reported where it opens; the place where nginx notices, with its words, is
 * related. It counts as said there.
 */
const NGINX_SAYS = /^nginx says here: /;

function isNginxsOwn({ message }: Related): boolean {
  return NGINX_SAYS.test(message);
}

/** Errors, and what nginx says last of all: that a main file lacks `events`. */
function counts(finding: Finding): boolean {
  return finding.severity === "error" || kindOf(finding.message) === "no events";
}

function difference(verdict: Verdict, said: readonly Said[]): string | undefined {
  const errors = said.filter((it) => it.finding.severity === "error");
  if (verdict.exit === 0) return errors.length === 0 ? undefined : `reported: ${list(errors)}`;
  const expected = kindOf(verdict.message ?? "");
  if (said.some((it) => isAt(it, verdict) && kindOf(it.message) === expected)) {
    return undefined;
  }
  const where = verdict.line === undefined ? "" : ` at line ${verdict.line}`;
  return `nginx: ${verdict.message}${where}; reported: ${list(errors) || "nothing"}`;
}

function isAt(said: Said, verdict: Verdict): boolean {
  const file = verdict.file === undefined || verdict.file === said.file;
  return file && (verdict.line === undefined || verdict.line === said.line);
}

function list(said: readonly Said[]): string {
  return said.map((it) => `${it.finding.rule} at line ${it.line}: ${it.message}`).join("; ");
}

function relative(prefix: string, path: string): string {
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path;
}
