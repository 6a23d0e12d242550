/** Uses the TLS map of the packaged extension by mouse and keyboard, in light, dark and high contrast. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { cameraOf, LOOKS } from "./ui-camera.mjs";
import { driverOf } from "./ui-driver.mjs";
import { installExtension, startVscode } from "./workbench/vscode.mjs";

const root = join(import.meta.dirname, "../..");
/** Returns `{ passed, failed }`. Pictures go to out/screenshots, with `keepScreenshots` to docs/images. */
export async function runMapUi(vsix, { keepScreenshots }) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-map-"));
  const workspace = join(dir, "shop");
  cpSync(join(root, "examples"), workspace, { recursive: true });
  const images = join(root, keepScreenshots ? "docs/images" : "out/screenshots");
  installExtension(dir, vsix);
  const vscode = await startVscode({ dir, settings: LOOKS, driver: true });
  const browser = await launchChromium();
  const result = { passed: 0, failed: 0 };
  const page = await browser.newPage({ viewport: { width: 1400, height: 650 } });
  page.setDefaultTimeout(30_000);
  try {
    await openWorkbench(page, vscode, workspace, [
      ["openFile", remoteUri(vscode, join(workspace, "nginx.conf"))],
      ["skipWelcome", "true"],
    ]);
    await page.waitForFunction(() => globalThis.driver);
    await page.evaluate(() => globalThis.driver.whenWorkbenchRestored());
    const camera = await cameraOf(page, { images, workspace });
    const session = { page, ui: driverOf(page), workspace, camera };
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

/** Drags the border between the two editors to the left. */
async function widenRight(page, by) {
  const box = await page.locator(".editor-group-container").nth(1).boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x, y);
  await page.mouse.down();
  await page.mouse.move(box.x - by / 2, y);
  await page.mouse.move(box.x - by, y);
  await page.mouse.up();
  await page.mouse.move(box.x, page.viewportSize().height - 8);
}

async function cursorLine(page, line) {
  await page.locator("#status\\.editor\\.selection", { hasText: `Ln ${line},` }).waitFor();
}

const STEPS = {
  async "the button in the editor's title opens the map beside the text"({ page, camera }) {
    await page.locator("#status\\.editor\\.mode", { hasText: "NGINX" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "catalog.example.com" }).waitFor();
    await page.keyboard.press("Control+KeyB");
    await page.locator(".editor-actions [aria-label^='Show TLS Map']").first().click();
    const frame = await mapFrame(page);
    await widenRight(page, 160);
    const pill = frame.locator(".pill", { hasText: "TLS, unverified" });
    await camera.picture("tls-map-view", pill, ["light", "dark", "contrast"]);
  },

  async "a click goes to the line"({ page }) {
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label^="/catalog"]').click();
    await cursorLine(page, 18);
  },

  async "arrow keys walk, and Enter goes to the line"({ page }) {
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label^="/catalog"]').focus();
    const reached = (label) => frame.locator(`[aria-label${label}]:focus`).waitFor();
    await page.keyboard.press("ArrowRight");
    await reached('*="catalog.example.com:443"');
    await page.keyboard.press("ArrowLeft");
    await reached('^="/catalog"');
    await page.keyboard.press("ArrowDown");
    await reached('^="/account"');
    await page.keyboard.press("Enter");
    await cursorLine(page, 23);
  },

  async "the map follows the typing"({ page, ui, workspace }) {
    await ui.goTo("nginx.conf", 18, 200);
    await cursorLine(page, 18);
    await page.keyboard.type(" proxy_ssl_verify on; proxy_ssl_trusted_certificate /etc/ca.crt;");
    const frame = await mapFrame(page);
    await frame.locator('.row[aria-label*="/catalog"][aria-label*="TLS, verified"]').waitFor();
    await ui.saved(join(workspace, "nginx.conf"), (text) => text.includes("/etc/ca.crt"));
  },

  async "each theme has colours of its own"({ page, ui, camera }) {
    const frame = await mapFrame(page);
    const seen = new Set();
    for (const theme of ["light", "dark", "contrast"]) {
      await camera.wear(theme);
      await ui.until(`the colours of ${theme}`, async () => {
        const fills = frame
          .locator(".pill text, .frame")
          .evaluateAll((all) => all.map((it) => getComputedStyle(it).fill));
        const colour = (await fills).join();
        return !seen.has(colour) && seen.add(colour);
      });
    }
    await camera.wear("light");
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
