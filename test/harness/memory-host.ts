import type { FileFacts, Host, PemFile } from "#core";

export interface MemoryHost extends Host {
  readonly files: Map<string, string>;
  /** What `inspectFile` answers; nothing is known of other files. */
  readonly certificates: Map<string, PemFile | FileFacts>;
}

/** A file system in a map. Patterns know `*` and `?`. */
export function memoryHost(
  files: Readonly<Record<string, string>> = {},
  certificates: Readonly<Record<string, PemFile | FileFacts>> = {},
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
    inspectFile: async (path) => {
      const found = host.certificates.get(path);
      return found && "blocks" in found ? fileWith(found) : found;
    },
  };
  return host;
}

/** A file that can be read and holds this. */
export function fileWith(pem: PemFile): FileFacts {
  const lines = { count: 1, isFirstEmpty: false, hasOuterBlank: false, hasTooLong: false };
  return { status: "read", size: 1000, pem, lines };
}
