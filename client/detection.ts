/**
 * Gives the language `nginx` to configuration that VS Code opens under another name. A document is judged
 * once while it is open, so that a language chosen by hand afterwards stays.
 */
import {
  Disposable,
  type LogOutputChannel,
  languages,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import { looksLikeNginx, mayBeNginx } from "./detect.ts";
import { LANGUAGE } from "./documents.ts";

const GENERIC_LANGUAGES: ReadonlySet<string> = new Set(["plaintext", "properties", "ini"]);
const SNIFFED_LINES = 2000;

/** Gives documents that read as NGINX that language, each once: who takes it back is not asked again. */
export function registerDetection(output: LogOutputChannel): Disposable {
  const judged = new Set<string>();
  const judge = async (document: TextDocument) => {
    const address = document.uri.toString();
    if (judged.has(address) || !isCandidate(document)) return;
    judged.add(address);
    if (!looksLikeNginx(document.getText(new Range(0, 0, SNIFFED_LINES, 0)))) return;
    output.info(`${address} reads as NGINX configuration`);
    await languages.setTextDocumentLanguage(document, LANGUAGE);
  };
  for (const document of workspace.textDocuments) void judge(document);
  return Disposable.from(
    workspace.onDidOpenTextDocument((document) => void judge(document)),
    // A change of the language is told as a close as well, of a document that stays open.
    workspace.onDidCloseTextDocument((document) => {
      if (document.isClosed) judged.delete(document.uri.toString());
    }),
  );
}

function isCandidate(document: TextDocument): boolean {
  return (
    GENERIC_LANGUAGES.has(document.languageId) &&
    mayBeNginx(document.uri.path) &&
    workspace.getConfiguration("nginxTls", document).get("detectLanguage", true)
  );
}
