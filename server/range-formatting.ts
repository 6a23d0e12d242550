/** `textDocument/rangeFormatting`: whole lines, if they are sound. */
import type { DocumentRangeFormattingParams, TextEdit } from "vscode-languageserver";
import { formatRange } from "#core";
import type { Server } from "./server.ts";
import { toFormat, toProtocolEdits } from "./to-format.ts";
import { offsetAt } from "./to-protocol.ts";

export async function documentRangeFormatting(
  server: Server,
  { textDocument: { uri }, range, options }: DocumentRangeFormattingParams,
): Promise<TextEdit[] | null> {
  const found = await toFormat(server, uri, options);
  if (!found) return null;
  const { file } = found;
  const span = { start: offsetAt(file, range.start), end: offsetAt(file, range.end) };
  return toProtocolEdits(formatRange(file, span, found.options), file);
}
