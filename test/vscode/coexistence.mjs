/** The packaged extension beside another for NGINX: a stand-in with a language, grammar, hover and formatter of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { driverOf } from "./ui-driver.mjs";
import { installExtension, startVscode } from "./workbench/vscode.mjs";

const OURS = "nginx-tls.nginx-tls";
const THEIRS = "other.stand-in";
const TEXT = "events {}\nhttp {\nproxy_ssl_protocols SSLv3 TLSv1.3;\n}\n";
const FORMATTED = TEXT.replace("proxy_", "    proxy_");
const SEEN = "# seen by the stand-in\n";

/** Ids under which extensions of NGINX's languages are published. */
const CASES = { nginx: "two.nginx", NGINX: "two.ngx" };

/** Returns `{ passed, failed }`. */
export async function runCoexistence(vsix) {
  const result = { passed: 0, failed: 0 };
  for (const [language, file] of Object.entries(CASES)) {
    const title = `[coexistence] beside an extension with the language "${language}"`;
    try {
      await beside(vsix, language, file);
      result.passed++;
      process.stdout.write(`ok   ${title}\n`);
    } catch (error) {
      result.failed++;
      process.stdout.write(`FAIL ${title}\n     ${error}\n`);
    }
  }
  return result;
}

async function beside(vsix, language, file) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-beside-"));
  const workspace = join(dir, "site");
  mkdirSync(join(workspace, ".vscode"), { recursive: true });
  writeFileSync(join(workspace, file), TEXT);
  installExtension(dir, await packStandIn(join(dir, "stand-in"), language));
  installExtension(dir, vsix);
  const vscode = await startVscode({ dir, settings: {}, driver: true });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
  page.setDefaultTimeout(20_000);
  try {
    await openWorkbench(page, vscode, workspace, [
      ["openFile", remoteUri(vscode, join(workspace, file))],
      ["skipWelcome", "true"],
    ]);
    await page.waitForFunction(() => globalThis.driver);
    await page.evaluate(() => globalThis.driver.whenWorkbenchRestored());
    await check({ page, ui: driverOf(page), workspace, language, file });
  } catch (error) {
    const images = join(import.meta.dirname, "../../out/screenshots");
    mkdirSync(images, { recursive: true });
    await page.screenshot({ path: join(images, `failure-beside-${language}.png`) });
    throw error;
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function check({ page, ui, workspace, language, file }) {
  const path = join(workspace, file);
  const change = (settings) =>
    writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify(settings));
  await page.locator("#status\\.editor\\.mode", { hasText: /nginx/i }).waitFor();
  await ui.squiggles(file, "warning").first().waitFor();
  await bothHovers(page, ui, file);
  await asksForFormatter(page, ui, file);
  change({ [`[${language}]`]: { "editor.defaultFormatter": THEIRS } });
  await formats(page, ui, path, file, SEEN + TEXT);
  writeFileSync(path, TEXT);
  change({ [`[${language}]`]: { "editor.defaultFormatter": OURS } });
  await formats(page, ui, path, file, FORMATTED);
  writeFileSync(path, TEXT);
  change({ "nginxTls.format.enabled": false });
  await formats(page, ui, path, file, SEEN + TEXT);
}

async function bothHovers(page, ui, file) {
  await ui.goTo(file, 3, 5);
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.press("Control+KeyI");
  const hover = page.locator(".monaco-hover:not(.hidden)").first();
  await hover.getByText("A hover of the stand-in").waitFor();
  await hover
    .getByText(/Enables the specified protocols/)
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
}

/** Neither is chosen behind the user's back. */
async function asksForFormatter(page, ui, file) {
  await ui.focusEditor(file);
  await page.keyboard.press("Control+Shift+KeyI");
  const question = page.getByText(/multiple formatters/).first();
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "hidden" });
}

/** A change of settings takes its time to arrive. */
async function formats(page, ui, path, file, wanted) {
  for (let tries = 0; tries < 5; tries++) {
    await page.waitForTimeout(800);
    await ui.focusEditor(file);
    await page.keyboard.press("Control+Shift+KeyI");
    const done = await ui.saved(path, (text) => text === wanted).catch(() => undefined);
    if (done !== undefined) return;
    await page.keyboard.press("Escape");
  }
  await ui.saved(path, (text) => text === wanted);
}

async function packStandIn(folder, language) {
  mkdirSync(folder);
  const scopeName = `source.${language}.stand-in`;
  const manifest = {
    name: "stand-in",
    displayName: "Stand-in",
    publisher: "other",
    version: "1.0.0",
    engines: { vscode: "^1.91.0" },
    main: "main.cjs",
    activationEvents: [`onLanguage:${language}`],
    contributes: {
      languages: [
        {
          id: language,
          aliases: ["Nginx Conf"],
          extensions: [".ngx", ".conf"],
          configuration: "language.json",
        },
      ],
      grammars: [{ language, scopeName, path: "grammar.json" }],
    },
  };
  const files = {
    "package.json": JSON.stringify(manifest),
    "language.json": JSON.stringify({ comments: { lineComment: "#" } }),
    "grammar.json": JSON.stringify({ scopeName, patterns: [{ match: "#.*", name: "comment" }] }),
    "main.cjs": `const { Hover, Position, TextEdit, languages } = require("vscode");
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    languages.registerHoverProvider("${language}", {
      provideHover: () => new Hover("A hover of the stand-in"),
    }),
    languages.registerDocumentFormattingEditProvider("${language}", {
      provideDocumentFormattingEdits: () => [
        TextEdit.insert(new Position(0, 0), ${JSON.stringify(SEEN)}),
      ],
    }),
  );
};
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const packagePath = `${folder}.vsix`;
  await createVSIX({
    cwd: folder,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}
