/** What is known of a file that a directive names. */
import type { PemFile } from "./pem.ts";

/** Of a file that could be read, or why it could not be. */
export type FileFacts = ReadFile | UnreadFile;

export interface ReadFile extends FileContent, FileState {
  readonly status: "read";
}

/**
 * "missing": there is none. "denied": there is one, but not for us. "not-a-file": a folder, pipe, device or
 * socket. "too-large": over the limit of what is read. "failed": anything else, such as links in a circle.
 */
export interface UnreadFile extends FileState {
  readonly status: "missing" | "denied" | "not-a-file" | "too-large" | "failed";
}

/** What the content of a file is, whatever the directive makes of it. */
export interface FileContent {
  /** In bytes: 48 or 80 for a session ticket key. */
  readonly size: number;
  readonly pem: PemFile;
  /** Absent where nobody but a browser read the file. */
  readonly lines?: LineFacts;
}

/** Of a password file, without what it says. */
export interface LineFacts {
  readonly count: number;
  readonly isFirstEmpty: boolean;
  /** Some line starts or ends with a blank, which counts as part of the password. */
  readonly hasOuterBlank: boolean;
  /** Some line is longer than nginx reads. */
  readonly hasTooLong: boolean;
}

export interface FileState {
  /** Who may do what; absent where the platform has no such thing, and for a missing file. */
  readonly access?: FileAccess;
  /** Whether git tracks the file; absent where it lies in no repository. */
  readonly isTracked?: boolean;
}

export interface FileAccess {
  /** The permission bits, e.g. 0o640. */
  readonly mode: number;
  /** Names; undefined where the number has none on this machine. */
  readonly owner: string | undefined;
  readonly group: string | undefined;
}

export type FilesByPath = ReadonlyMap<string, FileFacts>;
