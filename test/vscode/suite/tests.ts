import * as vscode from "vscode";
import { assert } from "./assert.ts";
import {
  diagnosticOf,
  EXTENSION,
  expectRules,
  openFile,
  openText,
  quickFixes,
  rulesAt,
  until,
} from "./editing.ts";
import "./completion.ts";
import "./formatting.ts";
import "./hover.ts";
import "./map.ts";
import "./navigation.ts";

const NGINX_CONF = ["upstream-tls-verify-off", "tls13-missing", "weak-protocol"];

suite("NGINX TLS", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("starts with the first NGINX document and reports its problems", async () => {
    const document = await openFile("nginx.conf");
    assert.equal(document.languageId, "nginx");
    await expectRules(document.uri, NGINX_CONF);
    assert.equal(vscode.extensions.getExtension(EXTENSION)?.isActive, true);
    const diagnostic = await diagnosticOf(document.uri, "weak-protocol");
    assert.equal(document.getText(diagnostic.range), "TLSv1.1");
    assert.equal(diagnostic.source, "nginx-tls");
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(typeof diagnostic.code, "object");
  });

  test("a quick fix leaves a verified connection", async () => {
    const document = await openFile("nginx.conf");
    const diagnostic = await diagnosticOf(document.uri, "upstream-tls-verify-off");
    const [fix] = await until("a quick fix", async () => {
      const found = await quickFixes(document.uri, diagnostic.range);
      return found.length > 0 && found;
    });
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /proxy_ssl_verify on;/);
    await expectRules(document.uri, ["tls13-missing", "weak-protocol"]);
    await vscode.commands.executeCommand("undo");
    await expectRules(document.uri, NGINX_CONF);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  test("all safe fixes at once", async () => {
    const { document } = await openText(
      "http {\n    proxy_ssl_verfiy on;\n    proxy_ssl_verfiy_depth 2;\n}\n",
    );
    await until("two findings", () => rulesAt(document.uri).length >= 2);
    await vscode.commands.executeCommand("nginxTls.fixAll");
    await until("the repaired names", () => !document.getText().includes("verfiy"));
  });

  test("settings react", async () => {
    const document = await openFile("nginx.conf");
    await expectRules(document.uri, NGINX_CONF);
    const settings = vscode.workspace.getConfiguration("nginxTls");
    await settings.update("rules", { "weak-protocol": "off" }, vscode.ConfigurationTarget.Global);
    await expectRules(document.uri, ["upstream-tls-verify-off", "tls13-missing"]);
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Global);
    await expectRules(document.uri, NGINX_CONF);
  });

  test("findings follow the typing", async () => {
    const editor = await openText("http {\n    proxy_ssl_protocols TLSv1.2 TLSv1.3;\n}\n");
    const { uri } = editor.document;
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 24), "SSLv3 "));
    await diagnosticOf(uri, "weak-protocol");
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 24, 1, 30)));
    await until("no weak protocol", () => !rulesAt(uri).includes("weak-protocol"));
  });

  test("an included file counts", async () => {
    const document = await openFile("include/nginx.conf");
    const part = await openFile("nginx.conf");
    await expectRules(part.uri, NGINX_CONF);
    assert.deepEqual(rulesAt(document.uri), []);
  });

  test("a file is recognised by its content, and a choice by hand stays", async () => {
    const site = await openFile("site.conf");
    await until("the language nginx", () => site.languageId === "nginx");
    const service = await openFile("service.conf");
    const picked = await openFile("hand-picked.conf");
    await until("the language nginx", () => picked.languageId === "nginx");
    assert.equal(service.languageId, "properties");
    await vscode.languages.setTextDocumentLanguage(picked, "plaintext");
    await openFile("nginx.conf");
    assert.equal(picked.languageId, "plaintext");
    await vscode.window.showTextDocument(picked);
    await vscode.commands.executeCommand("nginxTls.treatAsNginx");
    await until("the language nginx", () => picked.languageId === "nginx");
  });

  test("documents of other NGINX extensions are served", async () => {
    const { document } = await openText("http { proxy_ssl_protocols SSLv3; }");
    await diagnosticOf(document.uri, "weak-protocol");
    const other = await vscode.languages.setTextDocumentLanguage(document, "NGINX");
    assert.equal(other.languageId, "NGINX");
    await diagnosticOf(other.uri, "weak-protocol");
  });

  test("snippets are offered", async () => {
    const { document } = await openText("tls-up");
    const names = await until("the snippet", async () => {
      const list: vscode.CompletionList = await vscode.commands.executeCommand(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(0, 6),
      );
      const labels = list.items.map(({ label }) =>
        typeof label === "string" ? label : label.label,
      );
      return labels.includes("tls-upstream") && labels;
    });
    assert.equal(names.includes("tls-upstream-group"), true);
  });

  test("the server restarts on command", async () => {
    const document = await openFile("nginx.conf");
    await expectRules(document.uri, NGINX_CONF);
    await vscode.commands.executeCommand("nginxTls.restartServer");
    await expectRules(document.uri, NGINX_CONF);
  });

  test("an edit elsewhere in the project counts", async () => {
    const main = await openFile("include/nginx.conf");
    const part = await openFile("include/parts/tls.inc");
    await vscode.languages.setTextDocumentLanguage(part, "nginx");
    await expectRules(main.uri, []);
    const editor = await vscode.window.showTextDocument(part);
    const verify = part.getText().indexOf("proxy_ssl_verify on");
    const start = part.positionAt(verify);
    await editor.edit((edit) => edit.insert(start, "# "));
    await vscode.window.showTextDocument(main);
    await until("the finding in the main file", () => rulesAt(main.uri).length > 0);
    const undo = new vscode.WorkspaceEdit();
    undo.delete(part.uri, new vscode.Range(start, start.translate(0, 2)));
    assert.ok(await vscode.workspace.applyEdit(undo));
    await expectRules(main.uri, []);
    await vscode.window.showTextDocument(part);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});
