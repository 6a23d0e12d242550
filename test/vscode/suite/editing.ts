/** What the tests do with VS Code, over and over. */
import * as vscode from "vscode";

export const EXTENSION = "nginx-tls.nginx-tls";

export async function openFile(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no workspace folder");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

let texts = 0;

/**
 * A new document. Each has its own name: the extension host takes an untitled document for the one before if
 * it comes with the same name while that one goes, and keeps the old text.
 */
export async function openText(content: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.from({ scheme: "untitled", path: `/text-${++texts}.conf` });
  const opened = await vscode.workspace.openTextDocument(uri);
  const document = await vscode.languages.setTextDocumentLanguage(opened, "nginx");
  const editor = await vscode.window.showTextDocument(document);
  if (!(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content)))) {
    throw new Error(`the text was not taken: ${content}`);
  }
  return editor;
}

/** Waits until `probe` gives something else than undefined or false. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** The rules reported for a document, in order of position. */
export function rulesAt(uri: vscode.Uri): string[] {
  const diagnostics = [...vscode.languages.getDiagnostics(uri)];
  diagnostics.sort((a, b) => a.range.start.compareTo(b.range.start));
  return diagnostics.map((it) => codeOf(it));
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Waits until exactly these rules are reported. */
export async function expectRules(uri: vscode.Uri, rules: readonly string[]): Promise<void> {
  const wanted = rules.join(" ");
  try {
    await until(wanted, () => rulesAt(uri).join(" ") === wanted);
  } catch {
    throw new Error(`expected "${wanted}", found "${rulesAt(uri).join(" ")}"`);
  }
}

export async function diagnosticOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return until(rule, () => vscode.languages.getDiagnostics(uri).find((it) => codeOf(it) === rule));
}

export async function quickFixes(
  uri: vscode.Uri,
  range: vscode.Range,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}
