/** What this server and its clients say to each other beyond LSP. */
import {
  type Diagnostic,
  type Location,
  NotificationType0,
  type Position,
  RequestType,
  type TextDocumentIdentifier,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import type { ProbeReport, UnreadFile } from "#core";

export interface InitializationOptions {
  /** The workspace is not trusted: only files in its folders are read, and no certificate. */
  readonly restricted?: boolean;
  /** The client answers `nginxTls/readFile`, `nginxTls/readPem` and `nginxTls/listFiles`. */
  readonly virtualFiles?: boolean;
  /** URI of `reference.txt`, for a server that has no disk: the client answers `nginxTls/readFile` for it. */
  readonly reference?: string;
  /** The client's command that asks for completion anew. */
  readonly suggestCommand?: string;
  /** The client's command behind a code lens; it gets the document's URI and a position. */
  readonly postureCommand?: string;
  /** `web-tree-sitter.wasm`, for a server in a web worker. */
  readonly treeSitter?: Uint8Array;
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

export type ReadPemResult =
  /** The size in bytes is that of the whole file. */
  | { readonly status: "read"; readonly size: number; readonly text: string }
  | { readonly status: UnreadFile["status"] };

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

/**
 * Server to client: a file that holds certificates, keys or lists. The client leaves out all that is secret: of
 * private keys only their first and last lines come over.
 */
export const ReadPem: RequestType<FileParams, ReadPemResult, void> = new RequestType(
  "nginxTls/readPem",
);

/** Server to client. */
export const ListFiles: RequestType<FileParams, ListFilesResult, void> = new RequestType(
  "nginxTls/listFiles",
);

/** The verdict of `nginx -t` on what is open. */
export interface NginxTestReport {
  readonly outcome: "accepted" | "refused" | "environment" | "failed";
  /** One sentence. */
  readonly summary: string;
  /** nginx's messages by document; of every file of the configuration, those without a message included. */
  readonly diagnostics: readonly { readonly uri: string; readonly diagnostics: Diagnostic[] }[];
  /** What nginx says of this machine, and everything that it wrote. */
  readonly environment: readonly string[];
  readonly output: string;
}

/** Client to server, when the user asks: run nginx on a copy of the document's configuration. */
export const TestWithNginx: RequestType<TextDocumentIdentifier, NginxTestReport, void> =
  new RequestType("nginxTls/testWithNginx");

export interface ProbeChoices {
  /** One for each address of the upstream; empty if none can be connected to. */
  readonly choices: readonly {
    readonly endpoint: string;
    /** What will be done, a sentence a line. */
    readonly description: string;
  }[];
  /** Why there is no choice. */
  readonly reason?: string;
}

/** Client to server: what a connection to the upstream at a position would be. Connects to nothing. */
export const ProbeChoicesAt: RequestType<TextDocumentPositionParams, ProbeChoices, void> =
  new RequestType("nginxTls/probeChoices");

export interface ProbeParams extends TextDocumentPositionParams {
  /** As it was shown to the user; nothing is done if it would be something else now. */
  readonly description: string;
}

/** Client to server, when the user asks: make that connection. */
export const Probe: RequestType<ProbeParams, ProbeReport, void> = new RequestType("nginxTls/probe");

export interface MapParams {
  readonly textDocument: TextDocumentIdentifier;
  /** "page": for a view of the editor; "content": what changes in it; the others: for files. */
  readonly form: "page" | "content" | "svg" | "html" | "mermaid" | "json";
  /** For pages: marks the style and the script that may count. */
  readonly nonce?: string;
  /** The id of what is drawn for it is asked for. */
  readonly position?: Position;
}

export interface MapResult {
  readonly text: string;
  /** Name of the file that the configuration starts with. */
  readonly name: string;
  /** Where the things of the map are written, by id. */
  readonly places: Readonly<Record<string, Location>>;
  /** The thing at the position that was asked for. */
  readonly id?: string;
}

/** Client to server: the TLS map of a document's configuration; null if the document is not open. */
export const MapOf: RequestType<MapParams, MapResult | null, void> = new RequestType(
  "nginxTls/map",
);

/** Reads what a client sent; anything unusable counts as absent. */
export function parseInitializationOptions(value: unknown): InitializationOptions {
  if (typeof value !== "object" || value === null) return {};
  return {
    restricted: "restricted" in value && value.restricted === true,
    virtualFiles: "virtualFiles" in value && value.virtualFiles === true,
    ...("reference" in value &&
      typeof value.reference === "string" && { reference: value.reference }),
    ...("suggestCommand" in value &&
      typeof value.suggestCommand === "string" && { suggestCommand: value.suggestCommand }),
    ...("postureCommand" in value &&
      typeof value.postureCommand === "string" && { postureCommand: value.postureCommand }),
    ...("treeSitter" in value &&
      value.treeSitter instanceof Uint8Array && { treeSitter: value.treeSitter }),
    settings: "settings" in value ? value.settings : undefined,
  };
}
