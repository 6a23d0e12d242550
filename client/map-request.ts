/** What the client asks the server for to show the TLS map. */
import type { Position, Uri } from "vscode";
import type { Session } from "./session.ts";

export interface MapQuestion {
  readonly uri: Uri;
  readonly form: "page" | "content" | "svg" | "html" | "mermaid" | "json";
  readonly nonce?: string;
  readonly position?: Position;
}

export interface MapAnswer {
  readonly text: string;
  readonly name: string;
  readonly places: Readonly<Record<string, MapLocation>>;
  readonly id?: string;
}

export interface MapLocation {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Undefined if the document is not one that the server knows. */
export async function requestMap(
  session: Session,
  { uri, ...rest }: MapQuestion,
): Promise<MapAnswer | undefined> {
  const params = { textDocument: { uri: uri.toString() }, ...rest };
  const answer = await session.request<MapAnswer | null>("nginxTls/map", params);
  return answer ?? undefined;
}
