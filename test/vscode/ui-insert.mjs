/** Steps of the keyboard suite: snippets, and the block that is asked for. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const INSERT_STEPS = {
  async "a snippet is inserted"({ page, ui, workspace, camera }) {
    const name = "snippet.nginx";
    writeFileSync(join(workspace, name), "");
    await camera.tall(800);
    const errors = await ui.countOf("Errors", (count) => count > 0);
    const warnings = await ui.countOf("Warnings", (count) => count > 0);
    await ui.openFile(name);
    await ui.focusEditor(name);
    await page.keyboard.type("tls-upstream-complete", { delay: 20 });
    const row = ".suggest-widget.visible .monaco-list-row.focused";
    await page.locator(`${row}[aria-label^="tls-upstream-complete"]`).waitFor();
    await page.keyboard.press("Enter");
    const lens = ui.editorOf(name).getByText("SNI backend.example.com, client certificate");
    await camera.picture("snippet", lens);
    await page.keyboard.press("Escape");
    await ui.saved(join(workspace, name), (text) => /proxy_ssl_verify +on;/.test(text));
    // When this is underlined the rest was judged with it.
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n}");
    await ui.squiggles(name, "error").first().waitFor();
    await ui.countOf("Errors", (count) => count === errors + 1);
    await ui.countOf("Warnings", (count) => count === warnings);
    await ui.closeEditor();
  },

  async "the questions of Insert Upstream TLS Block"({ page, ui, workspace, camera }) {
    const name = "insert.nginx";
    writeFileSync(join(workspace, name), "location /grpc {\n    \n}\n");
    await camera.tall(420);
    await ui.openFile(name);
    await ui.goTo(name, 2, 5);
    await ui.runCommand("NGINX TLS: Insert Upstream TLS Block…");
    const widget = page.locator(".quick-input-widget:visible");
    const asked = async (title) => {
      const input = widget.locator(`input[placeholder^="${title}"]`);
      await input.or(widget.getByText(title)).first().waitFor();
    };
    const answer = async (title, text, row) => {
      await asked(title);
      if (text) await page.keyboard.type(text, { delay: 5 });
      if (row) await widget.locator(".monaco-list-row.focused", { hasText: row }).waitFor();
      await page.keyboard.press("Enter");
    };
    await answer("How is the upstream spoken to?", "gRPC", "gRPC");
    await answer("Host of the upstream", "api.example.com:8443");
    await answer("Name that the upstream's certificate must have");
    await asked("Which CAs");
    const company = widget.locator(".monaco-list-row", { hasText: "the CA of your own company" });
    await camera.picture("insert-upstream", company);
    await answer("Which CAs", "", "nginxTls.trustedCertificate");
    await answer("Does the upstream ask for a client certificate?", "Yes", "Yes");
    await answer("Client certificate that NGINX shows");
    await answer("Private key of the client certificate");
    await answer("Reuse TLS sessions");
    const block =
      /^location \/grpc \{\n {4}grpc_pass +grpcs:\/\/api\.example\.com:8443;\n {4}grpc_ssl_server_name +on;/;
    await ui.saved(
      join(workspace, name),
      (text) => block.test(text) && text.includes("grpc_ssl_certificate_key"),
    );
    await ui.closeEditor();
  },
};
