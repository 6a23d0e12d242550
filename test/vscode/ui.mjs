/** Uses the packaged extension in VS Code by keyboard and keeps screenshots of it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { COMPLETION_STEPS } from "./ui-completion.mjs";
import { driverOf } from "./ui-driver.mjs";
import { HOVER_STEPS } from "./ui-hover.mjs";
import { LOOKS_STEPS } from "./ui-looks.mjs";
import { TOOL_STEPS } from "./ui-tools.mjs";
import { installExtension, startVscode } from "./workbench/vscode.mjs";

const root = join(import.meta.dirname, "../..");
const LIGHT = "Default Light Modern";
const DARK = "Default Dark Modern";
const LOOKS = {
  "breadcrumbs.enabled": false,
  "editor.links": false,
  "editor.minimap.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
};

/** Returns `{ passed, failed }`. Screenshots go to out/screenshots, with `keepScreenshots` to docs/images. */
export async function runUi(vsix, { keepScreenshots }) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-ui-"));
  const workspace = join(dir, "shop");
  cpSync(join(root, "examples"), workspace, { recursive: true });
  writeFileSync(join(workspace, "snippet.nginx"), "");
  mkdirSync(join(workspace, ".vscode"));
  const images = join(root, keepScreenshots ? "docs/images" : "out/screenshots");
  mkdirSync(images, { recursive: true });
  installExtension(dir, vsix);
  const settings = { ...LOOKS, "workbench.colorTheme": LIGHT };
  const vscode = await startVscode({ dir, settings, driver: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
    page.setDefaultTimeout(20_000);
    await openWorkbench(page, vscode, workspace, [
      ["openFile", remoteUri(vscode, join(workspace, "nginx.conf"))],
      ["skipWelcome", "true"],
    ]);
    await page.waitForFunction(() => globalThis.driver);
    await page.evaluate(() => globalThis.driver.whenWorkbenchRestored());
    const shoot = (name) => page.screenshot({ path: join(images, `${name}.png`) });
    const change = (more) => {
      const text = JSON.stringify({ "workbench.colorTheme": LIGHT, ...more });
      writeFileSync(join(workspace, ".vscode/settings.json"), text);
    };
    return await runSteps({ page, ui: driverOf(page), workspace, shoot, change });
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runSteps(session) {
  const result = { passed: 0, failed: 0 };
  for (const [title, step] of Object.entries(STEPS)) {
    try {
      await step(session);
      result.passed++;
      process.stdout.write(`ok   [ui] ${title}\n`);
    } catch (error) {
      result.failed++;
      process.stdout.write(
        `FAIL [ui] ${title}\n     ${String(error).replaceAll("\n", "\n     ")}\n`,
      );
      const name = `failure-${title.replaceAll(/\W+/g, "-")}.png`;
      mkdirSync(join(root, "out/screenshots"), { recursive: true });
      await session.page.screenshot({ path: join(root, "out/screenshots", name) });
    }
  }
  return result;
}

const STEPS = {
  async "a problem is underlined"({ page, ui }) {
    await page.locator("#status\\.editor\\.mode", { hasText: "NGINX" }).waitFor();
    await ui.squiggles("nginx.conf", "warning").first().waitFor();
    await ui.squiggles("nginx.conf", "error").first().waitFor();
    await ui.countOf("Errors", (count) => count > 0);
  },

  async "Problems lists it, with its rule"({ page, shoot, ui, change }) {
    await page.keyboard.press("Control+KeyB");
    await page.keyboard.press("Control+Shift+KeyM");
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "is not verified" });
    await row.first().waitFor();
    const text = await row.first().innerText();
    if (!/nginx-tls/.test(text) || !/upstream-tls-verify-off/.test(text)) throw new Error(text);
    await ui.goTo("nginx.conf", 30, 1);
    for (const [name, theme] of [
      ["dark", DARK],
      ["light", LIGHT],
    ]) {
      change({ "workbench.colorTheme": theme });
      await page.locator(`.monaco-workbench.vs${name === "dark" ? "-dark" : ""}`).waitFor();
      await page.waitForTimeout(500);
      await shoot(`problems-${name}`);
    }
    change({});
    await page.keyboard.press("Control+Shift+KeyM");
    await page.keyboard.press("Control+KeyJ");
  },

  ...HOVER_STEPS,

  ...COMPLETION_STEPS,

  async "a quick fix is applied by keyboard"({ page, ui, workspace, shoot, change }) {
    for (const [name, theme] of [
      ["light", LIGHT],
      ["dark", DARK],
    ]) {
      change({ "workbench.colorTheme": theme });
      await page.locator(`.monaco-workbench.vs${name === "dark" ? "-dark" : ""}`).waitFor();
      await page.keyboard.press("Escape");
      await ui.goTo("nginx.conf", 18, 30);
      await page.keyboard.press("Control+Period");
      await page
        .locator(".action-widget .monaco-list-row.action", { hasText: "Verify the upstream" })
        .waitFor();
      await page.waitForTimeout(300);
      await shoot(`quick-fix-${name}`);
    }
    await page.keyboard.press("Enter");
    await page.locator(".action-widget").first().waitFor({ state: "hidden" });
    await ui.saved(join(workspace, "nginx.conf"), (text) =>
      /catalog\.example\.com;\s+proxy_ssl_verify +on;/.test(text),
    );
    change({});
  },

  async "safe problems are fixed on save"({ ui, workspace, change }) {
    change({
      "[nginx]": { "editor.codeActionsOnSave": { "source.fixAll.nginxTls": "explicit" } },
    });
    await ui.focusEditor("nginx.conf");
    await ui.saved(join(workspace, "nginx.conf"), (text) => !text.includes("verfiy"));
    change({});
  },

  ...LOOKS_STEPS,

  ...TOOL_STEPS,

  async "settings react"({ ui, change }) {
    const before = await ui.countOf("Warnings", (count) => count > 0);
    change({ "nginxTls.rules": { "weak-protocol": "off", "upstream-tls-verify-off": "off" } });
    await ui.countOf("Warnings", (count) => count < before);
    change({});
    await ui.countOf("Warnings", (count) => count === before);
  },

  async "a snippet is inserted"({ page, ui, workspace, shoot }) {
    await ui.openFile("snippet.nginx");
    await ui.focusEditor("snippet.nginx");
    await page.keyboard.type("tls-upstream-complete", { delay: 20 });
    const row = ".suggest-widget.visible .monaco-list-row.focused";
    await page.locator(`${row}[aria-label^="tls-upstream-complete"]`).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(800);
    await shoot("snippet-light");
    await page.keyboard.press("Escape");
    await ui.saved(join(workspace, "snippet.nginx"), (text) => /proxy_ssl_verify +on;/.test(text));
    await page.waitForTimeout(1000);
    const warnings = await ui.squiggles("snippet.nginx", "warning").count();
    const errors = await ui.squiggles("snippet.nginx", "error").count();
    if (warnings + errors > 0) throw new Error(`${errors} errors and ${warnings} warnings in it`);
  },

  async "the questions of Insert Upstream TLS Block"({ page, ui, workspace, shoot }) {
    await ui.focusEditor("snippet.nginx");
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("location /grpc {\n", { delay: 5 });
    await ui.runCommand("NGINX TLS: Insert Upstream TLS Block");
    const answer = async (title, text) => {
      const widget = page.locator(".quick-input-widget:visible");
      const asked = widget.locator(`input[placeholder^="${title}"]`);
      await asked.or(widget.getByText(title)).first().waitFor();
      if (text) await page.keyboard.type(text, { delay: 5 });
      await page.waitForTimeout(200);
      if (title.startsWith("Which CAs")) await shoot("insert-upstream-light");
      await page.keyboard.press("Enter");
    };
    await answer("How is the upstream spoken to?", "gRPC");
    await answer("Host of the upstream", "api.example.com:8443");
    await answer("Name that the upstream's certificate must have");
    await answer("Which CAs");
    await answer("Does the upstream ask for a client certificate?", "Yes");
    await answer("Client certificate that NGINX shows");
    await answer("Private key of the client certificate");
    await answer("Reuse TLS sessions");
    const block =
      /^location \/grpc \{\n {4}grpc_pass +grpcs:\/\/api\.example\.com:8443;\n {4}grpc_ssl_server_name +on;/;
    await ui.saved(
      join(workspace, "snippet.nginx"),
      (text) => block.test(text) && text.includes("grpc_ssl_certificate_key"),
    );
  },
};
