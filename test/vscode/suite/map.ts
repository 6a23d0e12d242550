import * as vscode from "vscode";
import { assert } from "./assert.ts";
import { openFile, until } from "./editing.ts";

suite("the TLS map and the lines over hops", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  async function lensesOf({ uri }: vscode.TextDocument): Promise<string[]> {
    const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
      "vscode.executeCodeLensProvider",
      uri,
    );
    return lenses.map((it) => `${it.range.start.line}: ${it.command?.title}`);
  }

  function mapTab(): vscode.Tab | undefined {
    const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
    return tabs.find((it) => it.label === "TLS Map: nginx.conf");
  }

  test("lenses tell how servers and hops are protected", async () => {
    const document = await openFile("nginx.conf");
    const lenses = await until("lenses", async () => {
      const found = await lensesOf(document);
      return found.length > 0 && found;
    });
    assert.deepEqual(lenses, [
      "7: Plain text on 80",
      "11: TLS to api.example.com: not verified, no SNI",
    ]);
  });

  test("the map opens beside the text, once", async () => {
    await openFile("nginx.conf");
    await vscode.commands.executeCommand("nginxTls.showMap");
    const tab = await until("the map", () => mapTab());
    assert.ok(tab.input instanceof vscode.TabInputWebview);
    assert.equal(vscode.window.activeTextEditor?.document.fileName.endsWith("nginx.conf"), true);
    await vscode.commands.executeCommand("nginxTls.showMap");
    const maps = vscode.window.tabGroups.all
      .flatMap((it) => it.tabs)
      .filter((it) => it.input instanceof vscode.TabInputWebview);
    assert.equal(maps.length, 1);
  });

  test("a lens leads to the map", async () => {
    const document = await openFile("nginx.conf");
    const uri = document.uri.toString();
    await vscode.commands.executeCommand("nginxTls.showPosture", uri, { line: 11, character: 12 });
    await until("the map", () => mapTab());
  });
});
