/** `textDocument/formatting`: no edits for a text that is not sound; the log says why. */
import type { DocumentFormattingParams, TextEdit } from "vscode-languageserver";
import { formatFile } from "#core";
import type { Server } from "./server.ts";
import { toFormat, toProtocolEdits } from "./to-format.ts";

export async function documentFormatting(
  server: Server,
  { textDocument: { uri }, options }: DocumentFormattingParams,
): Promise<TextEdit[] | null> {
  const found = await toFormat(server, uri, options);
  if (!found) return null;
  const result = formatFile(found.file, found.options);
  if ("edits" in result) return toProtocolEdits(result.edits, found.file);
  const { line } = found.file.lines.positionAt(result.span.start);
  server.workspace.log.info(`${uri} is not formatted: see line ${line + 1}`);
  return [];
}
