import type { Connection } from "vscode-languageserver";
import type { ClientFiles } from "./host-access.ts";
import type { Log } from "./log.ts";
import { ListFiles, ReadFile, ReadPem } from "./protocol.ts";
import type { Uris } from "./uris.ts";

/** Files read through the client. A request that fails counts as a file that is not there. */
export function clientFiles(connection: Connection, uris: Uris, log: Log): ClientFiles {
  return {
    async read(path) {
      const uri = uris.uri(path);
      try {
        return (await connection.sendRequest(ReadFile, { uri })).text ?? undefined;
      } catch {
        log.debug(`the client could not read ${uri}`);
        return undefined;
      }
    },
    async readPem(path) {
      const uri = uris.uri(path);
      try {
        return await connection.sendRequest(ReadPem, { uri });
      } catch {
        log.debug(`the client could not inspect ${uri}`);
        return undefined;
      }
    },
    async list(folder) {
      const uri = uris.uri(folder);
      try {
        return await connection.sendRequest(ListFiles, { uri });
      } catch {
        log.debug(`the client could not list ${uri}`);
        return { files: [], folders: [] };
      }
    },
  };
}
