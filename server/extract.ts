/** A refactoring of `textDocument/codeAction`: the selected directives go into a file of their own. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CreateFile,
  TextDocumentEdit,
} from "vscode-languageserver";
import { extractToInclude } from "#core";
import { opened } from "./feature.ts";
import type { Server } from "./server.ts";
import { offsetAt, toWorkspaceEdit } from "./to-protocol.ts";

const START = { line: 0, character: 0 };

/** For a client that can create files, where whole directives are selected. */
export async function extractAction(
  server: Server,
  { textDocument, range }: Pick<CodeActionParams, "textDocument" | "range">,
): Promise<readonly CodeAction[]> {
  const { support, session, uris } = server.workspace;
  const isEmpty =
    range.start.line === range.end.line && range.start.character === range.end.character;
  if (!support.createsFiles || isEmpty) return [];
  const found = await opened(server, textDocument);
  if (!found) return [];
  const { file, view } = found;
  const [config] = found.configs;
  const extraction = await extractToInclude({
    config,
    file,
    range: { start: offsetAt(file, range.start), end: offsetAt(file, range.end) },
    filesIn: async (folder) => (await session.browse(folder)).files,
  });
  if (!extraction) return [];
  const uri = uris.uri(extraction.path);
  const text = { range: { start: START, end: START }, newText: extraction.text };
  const edit = {
    documentChanges: [
      CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }),
      TextDocumentEdit.create({ uri, version: null }, [text]),
      ...(toWorkspaceEdit([extraction.edit], view).documentChanges ?? []),
    ],
  };
  const title = `Move to ${extraction.edit.newText.replace(/^include |;$/g, "")}`;
  return [{ title, kind: CodeActionKind.RefactorExtract, edit }];
}
