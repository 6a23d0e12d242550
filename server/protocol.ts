/** What this server and its clients say to each other beyond LSP. */
import { NotificationType0, RequestType } from "vscode-languageserver";

export interface InitializationOptions {
  /** The workspace is not trusted: only files in its folders are read, and no certificate. */
  readonly restricted?: boolean;
  /** The client answers `nginxTls/readFile` and `nginxTls/listFiles`. */
  readonly virtualFiles?: boolean;
  /** URI of `reference.txt`, for a server that has no disk: the client answers `nginxTls/readFile` for it. */
  readonly reference?: string;
  /** The `nginxTls` section, for a client without `workspace/configuration`. */
  readonly settings?: unknown;
}

export interface FileParams {
  readonly uri: string;
}

export interface ReadFileResult {
  /** Null: no such file, or it can't be read. */
  readonly text: string | null;
}

/** Names in a folder; both empty when there is no such folder. */
export interface ListFilesResult {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Client to server: the workspace is trusted from now on. */
export const TrustGranted: NotificationType0 = new NotificationType0("nginxTls/trustGranted");

/** Server to client. */
export const ReadFile: RequestType<FileParams, ReadFileResult, void> = new RequestType(
  "nginxTls/readFile",
);

/** Server to client. */
export const ListFiles: RequestType<FileParams, ListFilesResult, void> = new RequestType(
  "nginxTls/listFiles",
);

/** Reads what a client sent; anything unusable counts as absent. */
export function parseInitializationOptions(value: unknown): InitializationOptions {
  if (typeof value !== "object" || value === null) return {};
  return {
    restricted: "restricted" in value && value.restricted === true,
    virtualFiles: "virtualFiles" in value && value.virtualFiles === true,
    ...("reference" in value &&
      typeof value.reference === "string" && { reference: value.reference }),
    settings: "settings" in value ? value.settings : undefined,
  };
}
