import type { Host } from "#core";
import type { ReadPemResult } from "./protocol.ts";

/** What an entry point gets to make its `Host` from. */
export interface HostAccess {
  /** Whether the host may read this path at all. */
  readonly readable: (path: string) => boolean;
  readonly readCertificates: boolean;
  /** True if paths are those of the local disk; otherwise only the client can read them. */
  readonly local: boolean;
  readonly openPaths: () => readonly string[];
  /** Present if the client offers to read files. */
  readonly client?: ClientFiles;
}

/** Files as the client sees them. Never rejects. */
export interface ClientFiles {
  read(path: string): Promise<string | undefined>;
  /** Without what is secret in it; undefined if the client can't tell. */
  readPem(path: string): Promise<ReadPemResult | undefined>;
  list(folder: string): Promise<FolderNames>;
}

export interface FolderNames {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

export type CreateHost = (access: HostAccess) => Host;
