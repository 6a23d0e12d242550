import * as vscode from "vscode";
import { assert } from "./assert.ts";
import { openText, until } from "./editing.ts";

const TEXT = `# one
# two
http {
    upstream pool { server 10.0.0.1; }
    map $uri $kind { default 0; }
    server {
        server_name a.example;
        listen 8443 ssl;
        location /api { proxy_pass https://pool; return 200 "$kind"; }
    }
}
`;

suite("finding one's way", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  /** Asks until there is an answer: the server may still be starting. */
  function ask<T>(command: string, ...args: readonly unknown[]): Promise<T[]> {
    return until(command, async () => {
      const found: T[] | undefined = await vscode.commands.executeCommand(command, ...args);
      return found !== undefined && found.length > 0 && found;
    });
  }

  async function openedAt(word: string): Promise<[vscode.TextDocument, vscode.Position]> {
    const { document } = await openText(TEXT);
    return [document, document.positionAt(TEXT.lastIndexOf(word))];
  }

  test("from a pass to its upstream, and back to all that name it", async () => {
    const [document, position] = await openedAt("pool");
    const [link] = await ask<vscode.LocationLink>(
      "vscode.executeDefinitionProvider",
      document.uri,
      position,
    );
    assert.equal(link?.targetSelectionRange?.start.line, 3);
    const references = await ask<vscode.Location>(
      "vscode.executeReferenceProvider",
      document.uri,
      position,
    );
    assert.deepEqual(
      references.map((it) => it.range.start.line),
      [3, 8],
    );
  });

  test("rename, and its refusal with a reason", async () => {
    const [document, position] = await openedAt("kind");
    await ask("vscode.executeDocumentHighlights", document.uri, position);
    const rename = (name: string): Thenable<vscode.WorkspaceEdit> =>
      vscode.commands.executeCommand(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        position,
        name,
      );
    await vscode.workspace.applyEdit(await rename("sort"));
    assert.match(document.getText(), /map \$uri \$sort \{[\s\S]*"\$sort"/);
    const reason = await rename("host").then(
      () => "",
      (error: Error) => error.message,
    );
    assert.match(reason, /a variable of nginx's own/);
  });

  test("the outline and what can be folded", async () => {
    const [document] = await openedAt("pool");
    const [http] = await ask<vscode.DocumentSymbol>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      http?.children.map((it) => it.name),
      ["upstream pool", "map $kind", "server a.example:8443"],
    );
    const folds = await ask<vscode.FoldingRange>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.deepEqual(
      folds.map((it) => [it.start, it.end]),
      [
        [0, 1],
        [2, 9],
        [5, 8],
      ],
    );
  });
});
