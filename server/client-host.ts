/** The world of a server that has no disk: the open documents, and the files that the client reads for it. */
import { type Host, paths } from "#core";
import { isGlob, nameMatcher } from "./glob-pattern.ts";
import type { FolderNames, HostAccess } from "./host-access.ts";

/** Certificates are never read: there is nothing to decode them with. */
export function createClientHost({ readable, openPaths, client }: HostAccess): Host {
  async function namesIn(folder: string): Promise<FolderNames> {
    const below = folder === "/" ? "/" : `${folder}/`;
    const rests = openPaths()
      .filter((path) => path.startsWith(below))
      .map((path) => path.slice(below.length));
    const open = {
      files: rests.filter((it) => !it.includes("/")),
      folders: rests.filter((it) => it.includes("/")).map((it) => it.slice(0, it.indexOf("/"))),
    };
    const listed = client && readable(folder) ? await client.list(folder) : undefined;
    return {
      files: sortedUnion(open.files, listed?.files ?? []),
      folders: sortedUnion(open.folders, listed?.folders ?? []),
    };
  }

  async function expand(folder: string, part: string, kind: keyof FolderNames): Promise<string[]> {
    if (!isGlob(part) && kind === "folders") return [paths.join(folder, part)];
    const matches = isGlob(part) ? nameMatcher(part) : (name: string) => name === part;
    const names = (await namesIn(folder))[kind];
    return names.filter(matches).map((name) => paths.join(folder, name));
  }

  return {
    readFile: async (path) => (client && readable(path) ? client.read(path) : undefined),
    listFiles: async (folder) => (await namesIn(folder)).files,
    listFolders: async (folder) => [...new Set((await namesIn(folder)).folders)],
    blind: client === undefined,
    glob: async (pattern) => {
      const parts = pattern.split("/").slice(1);
      const last = parts.pop() ?? "";
      let folders = ["/"];
      for (const part of parts) {
        folders = (await Promise.all(folders.map((it) => expand(it, part, "folders")))).flat();
      }
      return (await Promise.all(folders.map((it) => expand(it, last, "files")))).flat();
    },
    inspectFile: async () => undefined,
  };
}

function sortedUnion(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}
