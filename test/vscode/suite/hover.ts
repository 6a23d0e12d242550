import * as vscode from "vscode";
import { assert } from "./assert.ts";
import { openFile, openText, until } from "./editing.ts";

suite("what stands under the cursor", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  async function hoverText(document: vscode.TextDocument, at: string): Promise<string> {
    const position = document.positionAt(document.getText().indexOf(at) + 1);
    return until(`a hover on ${at}`, async () => {
      const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
        "vscode.executeHoverProvider",
        document.uri,
        position,
      );
      const texts = hovers.flatMap((it) => it.contents);
      const text = texts.map((it) => (typeof it === "string" ? it : it.value)).join("\n");
      return text !== "" && text;
    });
  }

  test("a pass shows its posture and NGINX's documentation", async () => {
    const document = await openFile("nginx.conf");
    const text = await hoverText(document, "proxy_pass");
    assert.match(text, /TLS to api\.example\.com: not verified, no SNI/);
    assert.match(text, /nginx\.conf#L13\)/);
    assert.match(text, /Sets the protocol and address of a proxied server/);
  });

  test("the argument that comes next is shown while one writes", async () => {
    const { document } = await openText("http {\n    add_header X-A \n}\n");
    const help = await until("signature help", async () => {
      const found: vscode.SignatureHelp | undefined = await vscode.commands.executeCommand(
        "vscode.executeSignatureHelpProvider",
        document.uri,
        new vscode.Position(1, 19),
        " ",
      );
      return found !== undefined && found.signatures.length > 0 && found;
    });
    assert.equal(help.signatures[0]?.label, "add_header <name> <value> [always];");
    assert.equal(help.activeParameter, 1);
  });
});
