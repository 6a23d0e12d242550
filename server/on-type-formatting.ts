/** `textDocument/onTypeFormatting`: the directive that a `;`, `}` or line break has ended. */
import type { DocumentOnTypeFormattingParams, TextEdit } from "vscode-languageserver";
import { formatTyped } from "#core";
import type { Server } from "./server.ts";
import { toFormat, toProtocolEdits } from "./to-format.ts";
import { offsetAt } from "./to-protocol.ts";

export async function documentOnTypeFormatting(
  server: Server,
  { textDocument: { uri }, position, ch, options }: DocumentOnTypeFormattingParams,
): Promise<TextEdit[] | null> {
  const found = await toFormat(server, uri, options);
  if (!found) return null;
  const { file } = found;
  return toProtocolEdits(formatTyped(file, offsetAt(file, position), ch, found.options), file);
}
