/** Uses the packaged extension in VS Code by keyboard and keeps pictures of it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { cameraOf, LOOKS } from "./ui-camera.mjs";
import { COMPLETION_STEPS } from "./ui-completion.mjs";
import { driverOf } from "./ui-driver.mjs";
import { HOVER_STEPS } from "./ui-hover.mjs";
import { INSERT_STEPS } from "./ui-insert.mjs";
import { LOOKS_STEPS } from "./ui-looks.mjs";
import { NAVIGATION_STEPS } from "./ui-navigation.mjs";
import { FIX_STEPS, PROBLEM_STEPS } from "./ui-problems.mjs";
import { TOOL_STEPS } from "./ui-tools.mjs";
import { installExtension, startVscode } from "./workbench/vscode.mjs";

const root = join(import.meta.dirname, "../..");
const WIDTH = 1180;
const HEIGHT = 760;
/** Those that change nginx.conf come after those that look at it. */
const STEPS = {
  ...PROBLEM_STEPS,
  ...HOVER_STEPS,
  ...COMPLETION_STEPS,
  ...LOOKS_STEPS,
  ...NAVIGATION_STEPS,
  ...TOOL_STEPS,
  ...INSERT_STEPS,
  ...FIX_STEPS,
};

/** Returns `{ passed, failed }`. Pictures go to out/screenshots, with `keepScreenshots` to docs/images. */
export async function runUi(vsix, { keepScreenshots }) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-ui-"));
  const workspace = join(dir, "shop");
  cpSync(join(root, "examples"), workspace, { recursive: true });
  const images = join(root, keepScreenshots ? "docs/images" : "out/screenshots");
  installExtension(dir, vsix);
  const vscode = await startVscode({ dir, settings: LOOKS, driver: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
    page.setDefaultTimeout(30_000);
    await openWorkbench(page, vscode, workspace, [
      ["openFile", remoteUri(vscode, join(workspace, "nginx.conf"))],
      ["skipWelcome", "true"],
    ]);
    await page.waitForFunction(() => globalThis.driver);
    await page.evaluate(() => globalThis.driver.whenWorkbenchRestored());
    const camera = await cameraOf(page, { images, workspace });
    return await runSteps({ page, ui: driverOf(page), workspace, camera });
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
      await tidyUp(session);
    }
    await session.camera.tall(HEIGHT);
  }
  return result;
}

/** What a step left open when it failed must not make the next ones fail. */
async function tidyUp({ page, ui, camera }) {
  for (let times = 0; times < 3; times++) await page.keyboard.press("Escape");
  const closed = async () => {
    const told = await ui.notifications();
    if (told.length > 0) process.stdout.write(`     notified: ${told.join("\n")}\n`);
    await camera.change({});
    while ((await page.locator(".tab").count()) > 1) await ui.closeEditor();
    await ui.openFile("nginx.conf");
  };
  await closed().catch((error) => process.stdout.write(`     and then: ${error}\n`));
}
