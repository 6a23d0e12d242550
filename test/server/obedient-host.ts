import type { Host } from "#core";
import type { HostAccess } from "../../server/host-access.ts";
import type { MemoryHost } from "../harness/memory-host.ts";

/** A host as `createNodeHost` makes it: it reads what it may. */
export function obedient(host: MemoryHost, { readable, readCertificates }: HostAccess): Host {
  return {
    readFile: async (path) => (readable(path) ? host.readFile(path) : undefined),
    listFiles: async (folder) =>
      (await host.listFiles(folder)).filter((name) => readable(`${folder}/${name}`)),
    listFolders: async (folder) => (readable(folder) ? host.listFolders(folder) : []),
    glob: async (pattern) => (await host.glob(pattern)).filter(readable),
    inspectFile: async (path) =>
      readCertificates && readable(path) ? host.inspectFile(path) : undefined,
  };
}
