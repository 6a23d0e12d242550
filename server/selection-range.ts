/** `textDocument/selectionRange` */
import type { SelectionRange, SelectionRangeParams } from "vscode-languageserver";
import { type SourceFile, selectionAt } from "#core";
import type { Feature } from "./feature.ts";
import type { Server } from "./server.ts";
import { offsetAt, toRange } from "./to-protocol.ts";

export const selectionRangeFeature: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onSelectionRanges(
      guard.request("selectionRange", (it) => selectionRanges(server, it)),
    );
  },
};

async function selectionRanges(
  { workspace }: Server,
  { textDocument: { uri }, positions }: SelectionRangeParams,
): Promise<SelectionRange[] | null> {
  if (!workspace.documents.get(uri)) return null;
  const file = await workspace.session.file(workspace.uris.path(uri));
  return file ? positions.map((it) => rangesAround(file, offsetAt(file, it))) : null;
}

function rangesAround(file: SourceFile, offset: number): SelectionRange {
  const whole: SelectionRange = { range: toRange({ start: 0, end: file.text.length }, file) };
  return selectionAt(file, offset)
    .slice(0, -1)
    .reduceRight<SelectionRange>((parent, span) => ({ range: toRange(span, file), parent }), whole);
}
