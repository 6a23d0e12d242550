/** The world of a server that has no disk: the open documents, and the files that the client reads for it. */
import { type Host, inspectText, paths } from "#core";
import { isGlob, nameMatcher } from "./glob-pattern.ts";
import type { FolderNames, HostAccess } from "./host-access.ts";

/** Private keys are never read: the client keeps them. */
export function createClientHost(access: HostAccess): Host {
  const { readable, openPaths, client } = access;
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
    inspectFile: async (path) => {
      const found =
        access.readCertificates && readable(path) ? await client?.readPem(path) : undefined;
      if (found?.status !== "read") return found;
      return { status: "read", size: found.size, pem: inspectText(found.text) };
    },
  };
}

function sortedUnion(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}
