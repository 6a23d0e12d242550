/** The files of one configuration: a main file (or a fragment on its own) and all that it includes. */
import type { Place } from "../knowledge/directives.ts";
import type { Directive } from "../syntax/tree.ts";
import { installedMapping, mapPath, type PathMapping } from "./path-map.ts";
import { baseName, folderOf, isAbsolute, isBelow, join, normalize } from "./paths.ts";
import type { SourceFile } from "./source-file.ts";

/** Where a project's files come from: open documents first, then the disk. */
export interface FileSource {
  file(path: string): Promise<SourceFile | undefined>;
  glob(pattern: string): Promise<readonly string[]>;
  /** True if nothing can be read but open documents. */
  readonly blind?: boolean;
}

/** What one `include` stands for. */
export interface IncludeTarget {
  /** The file or pattern, where it lies here. */
  readonly path: string;
  readonly isPattern: boolean;
  /** Empty for a file that is not there, and for a pattern that nothing matches. */
  readonly files: readonly string[];
  /** True if nginx may read other files here than these: a file is not there, or can't be looked for. */
  readonly partial: boolean;
  /** False if files can't be looked for: that none was found means nothing. */
  readonly sought: boolean;
}

export interface Project {
  readonly root: SourceFile;
  /** All files reached, the root first. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly includes: ReadonlyMap<Directive, IncludeTarget>;
  /** Folder that relative names count from. */
  readonly folder: string;
  readonly mappings: readonly PathMapping[];
  /** The place of the root file's directives, where it was told. */
  readonly place: Place | undefined;
}

/** What is known of a root file beside its text. */
export interface RootFacts {
  /** Default: what a comment in the file says, or what its directives fit. */
  readonly place?: Place;
  /** Default: the file's own. */
  readonly folder?: string;
  /** Where absolute paths lie here. */
  readonly mappings?: readonly PathMapping[];
  /**
   * Where the folder of a main file may stand for the folder that nginx is installed with, such as
   * `/etc/nginx`: for includes whose files are there and not on this machine. Default: anywhere.
   */
  readonly workspace?: readonly string[];
}

/** A file that is read in place of the one of its name in another folder, or of all there. */
export interface StandIn {
  /** The folder whose files a pattern matches. */
  readonly folder: string;
  readonly file: string;
}

/**
 * Reads `root` and everything it includes. Relative names count from the folder of the root file, as
 * nginx counts them from the main file's. Each file is read once, so cycles end.
 */
export async function loadProject(
  root: SourceFile,
  source: FileSource,
  facts: RootFacts = {},
  standIn?: StandIn,
): Promise<Project> {
  const resolver = new Resolver(root, source, facts, standIn);
  const files = new Map([[root.path, root]]);
  const includes = new Map<Directive, IncludeTarget>();
  const pending = [root];
  for (let file = pending.pop(); file; file = pending.pop()) {
    for (const directive of file.includes) {
      const target = await resolver.resolve(directive.args[0]?.text ?? "");
      includes.set(directive, target);
      for (const path of target.files) {
        if (files.has(path)) continue;
        const included = await source.file(path);
        if (!included) continue;
        files.set(path, included);
        pending.push(included);
      }
    }
  }
  const { folder, mappings } = resolver;
  return { root, files, includes, folder, mappings, place: facts.place };
}

const PATTERN = /[*?[]/;

class Resolver {
  readonly folder: string;
  readonly #source: FileSource;
  readonly #mayStandForInstalled: boolean;
  readonly #standIn: StandIn | undefined;
  #mappings: readonly PathMapping[];

  constructor(
    root: SourceFile,
    source: FileSource,
    { folder = folderOf(root.path), mappings = [], workspace }: RootFacts,
    standIn: StandIn | undefined,
  ) {
    this.folder = folder;
    this.#source = source;
    this.#mappings = mappings;
    this.#standIn = standIn;
    this.#mayStandForInstalled = workspace?.some((it) => isBelow(folder, it)) ?? true;
  }

  /** Those given, and the one that some include has shown to be meant. */
  get mappings(): readonly PathMapping[] {
    return this.#mappings;
  }

  async resolve(name: string): Promise<IncludeTarget> {
    const written = normalize(isAbsolute(name) ? name : join(this.folder, name));
    const path = mapPath(written, this.#mappings);
    const isPattern = PATTERN.test(name);
    const target = await this.#look(path, isPattern);
    if (target.files.length > 0 || !isAbsolute(name)) return target;
    return (await this.#lookInOwnFolder(written, isPattern)) ?? target;
  }

  async #look(path: string, isPattern: boolean): Promise<IncludeTarget> {
    const source = this.#source;
    const sought = source.blind !== true;
    if (!isPattern) {
      const found = (await source.file(path)) !== undefined;
      return { path, isPattern, files: found ? [path] : [], partial: !found, sought };
    }
    const files = await source.glob(path);
    const standIn = this.#standIn?.folder === folderOf(path) ? this.#standIn.file : undefined;
    if (standIn !== undefined) return { path, isPattern, sought, ...replaced(files, standIn) };
    const elsewhere = files.length === 0 && !isBelow(path, this.folder);
    return { path, isPattern, files, partial: !sought || elsewhere, sought };
  }

  /** An `/etc/nginx/…` that is not on this machine may be meant for the main file's own folder. */
  async #lookInOwnFolder(written: string, isPattern: boolean): Promise<IncludeTarget | undefined> {
    const mapping = this.#mayStandForInstalled ? installedMapping(written, this.folder) : undefined;
    if (!mapping) return undefined;
    const target = await this.#look(mapPath(written, [mapping]), isPattern);
    if (target.files.length === 0) return undefined;
    if (!this.#mappings.some((it) => it.from === mapping.from)) {
      this.#mappings = [...this.#mappings, mapping];
    }
    return target;
  }
}

/** Without its link, other files there may be what it replaces: they are left out. */
function replaced(
  files: readonly string[],
  standIn: string,
): Pick<IncludeTarget, "files" | "partial"> {
  const isLink = (it: string) => baseName(it) === baseName(standIn);
  if (!files.some(isLink)) return { files: [standIn], partial: true };
  return { files: files.map((it) => (isLink(it) ? standIn : it)), partial: false };
}
