import * as vscode from "vscode";
import { assert } from "./assert.ts";
import { openText, until } from "./editing.ts";

suite("what can be written here", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  /** The items of the server at the `|` of a text: its directives are properties, its words members. */
  async function itemsAt(text: string, trigger?: string): Promise<vscode.CompletionItem[]> {
    const { document } = await openText(text.replace("|", ""));
    const position = document.positionAt(text.indexOf("|"));
    return until(`completion in ${text}`, async () => {
      const { items }: vscode.CompletionList = await vscode.commands.executeCommand(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
        trigger,
        40,
      );
      const own = items.filter((it) => it.kind !== vscode.CompletionItemKind.Text);
      return own.length > 0 && own;
    });
  }

  const labelOf = ({ label }: vscode.CompletionItem) =>
    typeof label === "string" ? label : label.label;

  test("directives of the place, as snippets with documentation", async () => {
    const text = "http {\n  server {\n    location / {\n      proxy_ssl_verify|\n    }\n  }\n}\n";
    const items = await itemsAt(text);
    const item = items.find((it) => labelOf(it) === "proxy_ssl_verify");
    assert.ok(item?.insertText instanceof vscode.SnippetString);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
    assert.equal(item.insertText.value, "proxy_ssl_verify ${1|on,off|};$0");
    const { documentation } = item;
    const shown = documentation instanceof vscode.MarkdownString ? documentation.value : "";
    assert.match(shown, /verification of the proxied HTTPS server certificate/);
  });

  test("values behind a space, in the order of the policy", async () => {
    const items = await itemsAt("http {\n  ssl_protocols |;\n}\n", " ");
    const sorted = items.toSorted((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));
    assert.deepEqual(sorted.map(labelOf).slice(0, 3), ["TLSv1.2 TLSv1.3", "TLSv1.3", "TLSv1.2"]);
    const retired = sorted.find((it) => labelOf(it) === "SSLv3");
    assert.deepEqual(retired?.tags, [vscode.CompletionItemTag.Deprecated]);
  });
});
