/**
 * The only door between the engine and the world. Paths are absolute, with `/` as separator, also on
 * Windows (`C:/nginx/conf`); a shell that works with URIs maps them at its edge.
 */
import type { FileFacts } from "./certificates/file-facts.ts";

export interface Host {
  /** The text of a file, or undefined when there is none or it can't be read. Never throws. */
  readFile(path: string): Promise<string | undefined>;
  /** Names of the plain files in a folder, sorted bytewise; empty when there is no such folder. */
  listFiles(folder: string): Promise<readonly string[]>;
  /** Names of the folders in a folder, and of links to some, sorted bytewise; empty likewise. */
  listFolders(folder: string): Promise<readonly string[]>;
  /** Files that match an nginx include pattern (`*`, `?`, `[...]`), sorted bytewise, as glob(3) does. */
  glob(pattern: string): Promise<readonly string[]>;
  /**
   * What a file that the configuration names is and holds, without any secret; undefined where that can't or
   * must not be told. Always as it is now. Never throws.
   */
  inspectFile(path: string): Promise<FileFacts | undefined>;
  /** True if nothing can be read but what is open: that a file is not found means nothing. */
  readonly blind?: boolean;
}
