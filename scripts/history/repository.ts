/** Reads the releases of a repository with git. */
import { execFileSync } from "node:child_process";

export interface Release {
  readonly version: string;
  readonly revision: string;
  /** Of the commit; ISO 8601. */
  readonly date: string;
}

export class Repository {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The tags that `pattern` takes its first group, the version, from; oldest version first. */
  releases(pattern: RegExp): Release[] {
    const format = "--format=%(refname:strip=2)%09%(creatordate:iso-strict)";
    return this.#git(["for-each-ref", format, "refs/tags"])
      .split("\n")
      .flatMap((line) => {
        const [tag = "", date = ""] = line.split("\t");
        const version = pattern.exec(tag)?.[1];
        return version === undefined ? [] : [{ version, revision: `refs/tags/${tag}`, date }];
      })
      .sort((a, b) => compareVersions(a.version, b.version));
  }

  dateOf(revision: string): string {
    return this.#git(["log", "-1", "--format=%cI", revision]).trim();
  }

  /** The text of a file. */
  read(revision: string, path: string): string {
    return this.#git(["show", `${revision}:${path}`]);
  }

  /** Object names of the C files below `folder`, by path. */
  sources(revision: string, folder: string): Map<string, string> {
    const lines = this.#git(["ls-tree", "-r", revision, folder]).split("\n");
    return new Map(
      lines.flatMap((line): [string, string][] => {
        const [, object, path] = /^\d+ blob (\w+)\t(.*\.c(?:pp)?)$/.exec(line) ?? [];
        return object && path ? [[path, object]] : [];
      }),
    );
  }

  blob(object: string): string {
    return this.#git(["cat-file", "blob", object]);
  }

  #git(args: readonly string[]): string {
    return execFileSync("git", ["-C", this.#folder, ...args], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
  }
}

/** Orders versions of up to three numbers, oldest first. */
export function compareVersions(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let part = 0; part < 3; part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
