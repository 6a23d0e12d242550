/** `textDocument/foldingRange` */
import {
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
} from "vscode-languageserver";
import { type Fold, foldsIn } from "#core";
import type { Feature } from "./feature.ts";
import type { Server } from "./server.ts";

export const foldingRangeFeature: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onFoldingRanges(
      guard.request("foldingRange", (it) => foldingRanges(server, it)),
    );
  },
};

const KINDS: Readonly<Record<NonNullable<Fold["kind"]>, FoldingRangeKind>> = {
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
  region: FoldingRangeKind.Region,
};

async function foldingRanges(
  { workspace }: Server,
  { textDocument: { uri } }: FoldingRangeParams,
): Promise<FoldingRange[] | null> {
  if (!workspace.documents.get(uri)) return null;
  const file = await workspace.session.file(workspace.uris.path(uri));
  if (!file) return null;
  const folds = foldsIn(file).slice(0, workspace.support.foldingLimit);
  return folds.map(({ startLine, endLine, kind }) => ({
    startLine,
    endLine,
    ...(kind && { kind: KINDS[kind] }),
  }));
}
