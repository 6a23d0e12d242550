/** `textDocument/codeLens`: over each hop and each server, what protects its connections. */
import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import { lensesOf } from "#core";
import { type Feature, opened } from "./feature.ts";
import { remembered } from "./refresh.ts";
import type { Server } from "./server.ts";
import { toRange } from "./to-protocol.ts";

export const codeLensFeature: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  listen: (server, guard) => {
    const { connection } = server.workspace;
    connection.onCodeLens(
      guard.request("codeLens", (it) =>
        remembered(server, "codeLens", it.textDocument, () => codeLens(server, it)),
      ),
    );
  },
};

async function codeLens(server: Server, { textDocument }: CodeLensParams): Promise<CodeLens[]> {
  if (!(await server.workspace.settings.get(textDocument.uri)).codeLens) return [];
  const found = await opened(server, textDocument);
  if (!found) return [];
  const { file, configs } = found;
  // A lens without a command of the client is a line to read.
  const command = server.workspace.support.postureCommand ?? "";
  return lensesOf(configs, file).map(({ span, title }) => {
    const range = toRange(span, file);
    const args = command === "" ? {} : { arguments: [textDocument.uri, range.start] };
    return { range, command: { title, command, ...args } };
  });
}
