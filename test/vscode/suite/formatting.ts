import * as vscode from "vscode";
import { assert } from "./assert.ts";
import { openFile, openText, until } from "./editing.ts";

const UGLY = "events {}\nhttp {\nserver { listen 443 ssl; } # end\n}\n";
const NICE = "events {}\nhttp {\n    server {\n        listen 443 ssl;\n    } # end\n}\n";

suite("how a text looks", () => {
  teardown(async () => {
    await set("format.enabled", undefined);
    await set("inlayHints.enabled", undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("Format Document, while the setting says so", async () => {
    const { document } = await openText(UGLY);
    await until("a formatter", async () => (await edits(document)) !== undefined);
    await vscode.commands.executeCommand("editor.action.formatDocument");
    await until("the formatted text", () => document.getText() === NICE);
    await set("format.enabled", false);
    await until("no formatter", async () => (await edits(document)) === undefined);
  });

  test("colours by meaning", async () => {
    const { document } = await openText("ssl_protocols TLSv1.1;\n");
    const legend = await until("a legend", async () => {
      const found: vscode.SemanticTokensLegend | undefined = await vscode.commands.executeCommand(
        "vscode.provideDocumentSemanticTokensLegend",
        document.uri,
      );
      return found;
    });
    const tokens: vscode.SemanticTokens = await vscode.commands.executeCommand(
      "vscode.provideDocumentSemanticTokens",
      document.uri,
    );
    const [, , length, type, modifiers] = tokens.data.slice(5);
    assert.equal(length, "TLSv1.1".length);
    assert.equal(legend.tokenTypes[type ?? -1], "enumMember");
    assert.equal(modifiers, 1 << legend.tokenModifiers.indexOf("deprecated"));
  });

  test("inlay hints, if asked for", async () => {
    const document = await openFile("nginx.conf");
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = (): Thenable<vscode.InlayHint[]> =>
      vscode.commands.executeCommand("vscode.executeInlayHintProvider", document.uri, all);
    assert.deepEqual(await hints(), []);
    await set("inlayHints.enabled", "tls");
    const found = await until("hints", async () => {
      const shown = await hints();
      return shown.length > 0 && shown;
    });
    const texts = found.map(({ label }) =>
      typeof label === "string" ? label : label.map((it) => it.value).join(""),
    );
    assert.match(texts.join("\n"), /verify off, SNI off \(default\)/);
  });
});

function set(name: string, value: unknown): Thenable<void> {
  const settings = vscode.workspace.getConfiguration("nginxTls");
  return settings.update(name, value, vscode.ConfigurationTarget.Global);
}

/** Undefined where there is no formatter. */
function edits(document: vscode.TextDocument): Thenable<vscode.TextEdit[] | undefined> {
  return vscode.commands.executeCommand("vscode.executeFormatDocumentProvider", document.uri, {
    tabSize: 4,
    insertSpaces: true,
  });
}
