import type { Host, PemFile } from "#core";

export interface MemoryHost extends Host {
  readonly files: Map<string, string>;
  readonly certificates: Map<string, PemFile>;
}

/** A file system in a map. Patterns know `*` and `?`. */
export function memoryHost(
  files: Readonly<Record<string, string>> = {},
  certificates: Readonly<Record<string, PemFile>> = {},
): MemoryHost {
  const host: MemoryHost = {
    files: new Map(Object.entries(files)),
    certificates: new Map(Object.entries(certificates)),
    readFile: async (path) => host.files.get(path),
    listFiles: async (folder) =>
      [...host.files.keys()]
        .filter((it) => it.slice(0, it.lastIndexOf("/")) === folder)
        .map((it) => it.slice(folder.length + 1))
        .sort(),
    listFolders: async (folder) => {
      const below = folder === "/" ? "/" : `${folder}/`;
      const rests = [...host.files.keys()]
        .filter((it) => it.startsWith(below))
        .map((it) => it.slice(below.length));
      const names = rests.filter((it) => it.includes("/")).map((it) => it.replace(/\/.*/, ""));
      return [...new Set(names)].sort();
    },
    glob: async (pattern) => {
      const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", "[^/]*")
        .replaceAll("?", "[^/]");
      return [...host.files.keys()].filter((it) => new RegExp(`^${source}$`).test(it)).sort();
    },
    inspectPem: async (path) => host.certificates.get(path),
  };
  return host;
}
