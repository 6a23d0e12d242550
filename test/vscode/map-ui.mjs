/** Uses the TLS map of the packaged extension by mouse and keyboard, in light, dark and high contrast. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { driverOf } from "./ui-driver.mjs";
import { installExtension, startVscode } from "./workbench/vscode.mjs";

const root = join(import.meta.dirname, "../..");
const LOOKS = {
  "breadcrumbs.enabled": false,
  "editor.minimap.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
};

/** Returns `{ passed, failed }`. Screenshots go to out/screenshots, with `keepScreenshots` to docs/images. */
export async function runMapUi(vsix, { keepScreenshots }) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-map-"));
  const workspace = join(dir, "shop");
  cpSync(join(root, "examples"), workspace, { recursive: true });
  mkdirSync(join(workspace, ".vscode"));
  const images = join(root, keepScreenshots ? "docs/images" : "out/screenshots");
  mkdirSync(images, { recursive: true });
  installExtension(dir, vsix);
  const vscode = await startVscode({ dir, settings: LOOKS, driver: true });
  const browser = await launchChromium();
  const result = { passed: 0, failed: 0 };
  const page = await browser.newPage({ viewport: { width: 1500, height: 860 } });
  page.setDefaultTimeout(30_000);
  const theme = async (name, shown) => {
    const settings = JSON.stringify({ "workbench.colorTheme": name });
    writeFileSync(join(workspace, ".vscode/settings.json"), settings);
    await page.locator(`.monaco-workbench.${shown}`).waitFor();
    await page.waitForTimeout(600);
  };
  const shoot = (name) => page.screenshot({ path: join(images, `${name}.png`) });
  const session = { page, ui: driverOf(page), workspace, theme, shoot };
  try {
    await openWorkbench(page, vscode, workspace, [
      ["openFile", remoteUri(vscode, join(workspace, "nginx.conf"))],
      ["skipWelcome", "true"],
    ]);
    for (const [title, step] of Object.entries(STEPS)) {
      try {
        await step(session);
        result.passed++;
        process.stdout.write(`ok   [map] ${title}\n`);
      } catch (error) {
        result.failed++;
        process.stdout.write(`FAIL [map] ${title}\n     ${error}\n`);
        await page.screenshot({ path: join(root, `out/screenshots/failure-map.png`) });
      }
    }
    return result;
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The innermost frame of the view. */
async function mapFrame(page) {
  for (let tries = 0; tries < 300; tries++) {
    for (const frame of page.frames()) {
      const found = await frame.$("#content .tls-map").catch(() => null);
      if (found) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error("the map does not appear");
}

async function cursorLine(page, line) {
  await page.locator("#status\\.editor\\.selection", { hasText: `Ln ${line},` }).waitFor();
}

const STEPS = {
  async "the button in the editor's title opens the map beside the text"({ page, shoot }) {
    await page.locator("#status\\.editor\\.mode", { hasText: "NGINX" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "catalog.example.com" }).waitFor();
    await page.locator(".editor-actions [aria-label^='Show TLS Map']").first().click();
    const frame = await mapFrame(page);
    await frame.locator(".pill", { hasText: "TLS, unverified" }).first().waitFor();
    await page.keyboard.press("Control+KeyB");
    await page.waitForTimeout(800);
    await shoot("tls-map-view-light");
  },

  async "a click goes to the line"({ page }) {
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label^="/catalog"]').click();
    await cursorLine(page, 18);
  },

  async "arrow keys walk, and Enter goes to the line"({ page }) {
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label^="/catalog"]').focus();
    await page.keyboard.press("ArrowRight");
    const target = await frame.evaluate(() => document.activeElement.getAttribute("aria-label"));
    if (!target.includes("catalog.example.com:443")) throw new Error(target);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    const next = await frame.evaluate(() => document.activeElement.getAttribute("aria-label"));
    if (!next.startsWith("/account")) throw new Error(next);
    await page.keyboard.press("Enter");
    await cursorLine(page, 23);
  },

  async "the map follows the typing"({ page, ui }) {
    await ui.goTo("nginx.conf", 18, 200);
    await cursorLine(page, 18);
    await page.keyboard.type(" proxy_ssl_verify on; proxy_ssl_trusted_certificate /etc/ca.crt;");
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label*="/catalog"][aria-label*="TLS, verified"]').waitFor();
  },

  async "dark and high contrast have colours of their own"({ page, shoot, theme, ui }) {
    await ui.goTo("nginx.conf", 1, 1);
    await theme("Default Dark Modern", "vs-dark");
    const frame = await mapFrame(page);
    const colour = () =>
      frame
        .locator(".pill text")
        .first()
        .evaluate((it) => getComputedStyle(it).fill);
    const dark = await colour();
    await frame.locator(".row").nth(1).hover();
    await page.waitForTimeout(300);
    await shoot("tls-map-view-dark");
    await theme("Default High Contrast", "hc-black");
    await page.waitForTimeout(300);
    await shoot("tls-map-view-contrast");
    await theme("Default Light Modern", "vs");
    if ((await colour()) === dark) throw new Error(`light and dark are both ${dark}`);
  },

  async "the map is there again after a reload, and follows its document"({ page, ui }) {
    // Files to open in the address would take the place of the editors of before.
    const address = new URL(page.url());
    address.searchParams.delete("payload");
    await page.goto(address.href);
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label*="/catalog"][aria-label*="TLS, verified"]').waitFor();
    await frame.locator('.row[aria-label^="/catalog"]').click();
    await cursorLine(page, 18);
    await ui.goTo("nginx.conf", 18, 200);
    await page.keyboard.press("End");
    await page.keyboard.type(" proxy_ssl_server_name on;");
    await frame.locator(".row", { hasText: "SNI catalog.example.com" }).waitFor();
  },

  async "nothing is refused by the page's own policy"({ page }) {
    const frame = await mapFrame(page);
    const width = await frame
      .locator(".frame")
      .first()
      .evaluate((it) => getComputedStyle(it).fill);
    if (width === "rgb(0, 0, 0)") throw new Error("the style does not apply");
  },
};
