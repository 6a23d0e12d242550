/** Decides which configurations the named files and folders belong to, and checks those. */
import {
  type CheckOptions,
  type CheckResult,
  isMainFile,
  readsLikeNginx,
  type Session,
  type SourceFile,
} from "#core";
import { CannotRun } from "./io.ts";
import { optionsFor } from "./project.ts";
import { type Found, searchFolder } from "./search.ts";
import type { Targets } from "./targets.ts";

/** One checked configuration. */
export interface Checked {
  /** The file to ask the session for. */
  readonly path: string;
  readonly result: CheckResult;
  /** The files that were asked for: all, or the named ones of a configuration that only holds them. */
  readonly wanted: Set<string>;
  /** How it was judged. */
  readonly options: CheckOptions;
}

export interface CheckRun {
  readonly checked: readonly Checked[];
  /** What could not be looked at, for stderr. */
  readonly problems: readonly string[];
}

/**
 * Judges each file in the configurations that it belongs to. Throws CannotRun for a named file that can't be judged.
 */
export async function checkTargets(
  session: Session,
  targets: Targets,
  options: CheckOptions,
): Promise<CheckRun> {
  const checker = new Checker(session, options);
  for (const { path, text } of targets.files) if (text !== undefined) session.setText(path, text);
  await checker.addFiles(targets.files.map((it) => it.path));
  for (const folder of targets.folders) await checker.addFolder(folder);
  return { checked: checker.checked, problems: checker.problems };
}

class Checker {
  readonly problems: string[] = [];
  readonly #session: Session;
  readonly #options: CheckOptions;
  readonly #all: Checked[] = [];

  constructor(session: Session, options: CheckOptions) {
    this.#session = session;
    this.#options = options;
  }

  get checked(): Checked[] {
    return this.#all.filter((it) => it.wanted.size > 0);
  }

  /** Main files first: another file is judged where they include it, whatever the order of names. */
  async addFiles(paths: readonly string[]): Promise<void> {
    const others: string[] = [];
    for (const path of paths) {
      const file = await this.#session.file(path);
      if (!file) throw new CannotRun(`cannot read "${path}"`);
      if (this.#isMain(file)) wantAll(await this.#check(path));
      else others.push(path);
    }
    for (const path of others) await this.#addOther(path);
  }

  async addFolder(folder: string): Promise<void> {
    const { files, problems } = await searchFolder(folder);
    const closed = problems.find((it) => it.startsWith(`cannot read "${folder}"`));
    if (closed !== undefined) throw new CannotRun(closed);
    this.problems.push(...problems);
    if (this.#options.root !== undefined) return this.#addReached(folder, this.#options.root);

    const candidates: Candidate[] = [];
    for (const found of files) {
      const file = await this.#session.file(found.path);
      if (!file) this.problems.push(`cannot read "${found.path}"`);
      else if (readsLikeNginx(file)) candidates.push({ ...found, isMain: this.#isMain(file) });
    }
    if (candidates.length === 0) this.problems.push(`no nginx configuration found in "${folder}"`);
    await this.#addMains(firstOfEach(candidates.filter((it) => it.isMain)));
    await this.#addRest(files, candidates);
  }

  /** One that is to be judged as such. */
  #isMain(file: SourceFile): boolean {
    const { root, place } = this.#options;
    return root === undefined && place === undefined && isMainFile(file);
  }

  async #check(path: string): Promise<Checked> {
    const options = await optionsFor(this.#session, path, this.#options);
    const result = await this.#session.check(path, options);
    if (!result) throw new CannotRun(`cannot read "${path}"`);
    const known = this.#all.find((it) => isAlike(it.result, result));
    if (known) return known;
    const checked = { path, result, options, wanted: new Set<string>() };
    this.#all.push(checked);
    return checked;
  }

  /** A fragment is wanted with all that it includes, a file that a main file includes alone. */
  async #addOther(path: string): Promise<void> {
    const known = this.#holding(path);
    if (known.length > 0) {
      for (const it of known) it.wanted.add(path);
      return;
    }
    const { root } = this.#options;
    const checked = await this.#check(root ?? path);
    if (isRoot(checked, path)) wantAll(checked);
    else if (hasFile(checked, path)) checked.wanted.add(path);
    else throw new CannotRun(`"${path}" is not included by "${root}"`);
  }

  async #addReached(folder: string, root: string): Promise<void> {
    const checked = await this.#check(root);
    const below = `${folder.replace(/\/$/, "")}/`;
    const reached = [...checked.result.files.keys()].filter((it) => it.startsWith(below));
    if (reached.length === 0) throw new CannotRun(`"${root}" includes nothing in "${folder}"`);
    for (const path of reached) checked.wanted.add(path);
  }

  /** A main file that another one includes is a part of that one. */
  async #addMains(mains: readonly Candidate[]): Promise<void> {
    const found: Checked[] = [];
    for (const { path } of mains) found.push(await this.#check(path));
    for (const it of outermost(found)) wantAll(it);
  }

  /** What the main files do not reach, under this or another name. */
  async #addRest(files: readonly Found[], candidates: readonly Candidate[]): Promise<void> {
    const mains = this.checked.filter((it) => it.result.config.kind === "main");
    const reached = new Set(
      files.filter(({ path }) => mains.some((it) => hasFile(it, path))).map((it) => it.realPath),
    );
    const rest = candidates.filter((it) => !it.isMain && !reached.has(it.realPath));
    const fragments: Checked[] = [];
    for (const { path } of firstOfEach(rest)) {
      const holding = this.#holding(path).filter((it) => it.result.config.kind === "main");
      const [checked = await this.#check(path)] = holding;
      if (isRoot(checked, path)) fragments.push(checked);
      else checked.wanted.add(path);
    }
    for (const it of outermost(fragments)) wantAll(it);
  }

  #holding(path: string): Checked[] {
    return this.#all.filter((it) => hasFile(it, path));
  }
}

interface Candidate extends Found {
  readonly isMain: boolean;
}

function wantAll({ wanted, result }: Checked): void {
  for (const path of result.files.keys()) wanted.add(path);
}

function hasFile({ result }: Checked, path: string): boolean {
  return result.files.has(path);
}

function isRoot({ result }: Checked, path: string): boolean {
  return result.judged.length === 1 && result.config.rootFile.path === path;
}

/** True if they are the same configurations, of the same files. */
function isAlike(a: CheckResult, b: CheckResult): boolean {
  const roots = ({ judged }: CheckResult) => judged.map((it) => it.config.rootFile.path).join("\n");
  return (
    roots(a) === roots(b) &&
    a.files.size === b.files.size &&
    [...a.files.keys()].every((it) => b.files.has(it))
  );
}

/** Those that no other one includes; of those that include each other, the first. */
function outermost(all: readonly Checked[]): Checked[] {
  const kept: Checked[] = [];
  for (const it of all) {
    const root = it.result.config.rootFile.path;
    const inside = all.some(
      (other) =>
        other !== it &&
        hasFile(other, root) &&
        !(hasFile(it, other.result.config.rootFile.path) && !kept.includes(other)),
    );
    if (!inside) kept.push(it);
  }
  return kept;
}

/** One of each real file: the nearest to the folder. */
function firstOfEach(files: readonly Candidate[]): Candidate[] {
  const byRealPath = new Map<string, Candidate>();
  for (const it of files) if (!byRealPath.has(it.realPath)) byRealPath.set(it.realPath, it);
  return [...byRealPath.values()];
}
