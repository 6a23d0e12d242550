/** What the handlers of formatting work on, and what they answer. */
import type { FormattingOptions, TextEdit as ProtocolEdit } from "vscode-languageserver";
import type { FormatOptions, SourceFile, TextEdit } from "#core";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";

export interface Formatted {
  readonly file: SourceFile;
  readonly options: FormatOptions;
}

/** Undefined if the settings say no, or the document was closed meanwhile. */
export async function toFormat(
  { workspace }: Server,
  uri: string,
  { tabSize, insertSpaces }: FormattingOptions,
): Promise<Formatted | undefined> {
  const { formatEnabled, formatAlign } = await workspace.settings.get(uri);
  const document = workspace.documents.get(uri);
  const file = await workspace.session.file(workspace.uris.path(uri));
  if (!formatEnabled || !document || file?.text !== document.getText()) return undefined;
  return { file, options: { tabSize: Math.max(1, tabSize), insertSpaces, align: formatAlign } };
}

export function toProtocolEdits(edits: readonly TextEdit[], file: SourceFile): ProtocolEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(span, file), newText }));
}
