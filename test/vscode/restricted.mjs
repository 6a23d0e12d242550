/** The packaged extension in a folder that is not trusted, and after it is. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { driverOf } from "./ui-driver.mjs";
import { installExtension, startVscode } from "./workbench/vscode.mjs";

const TITLE = "[restricted] findings in an untrusted folder, and after trust is granted";

/** Returns `{ passed, failed }`. */
export async function runRestricted(vsix) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-restricted-"));
  const workspace = join(dir, "shop");
  cpSync(join(import.meta.dirname, "../../examples"), workspace, { recursive: true });
  installExtension(dir, vsix);
  const settings = { "security.workspace.trust.startupPrompt": "never" };
  const vscode = await startVscode({ dir, settings, driver: true, trust: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
    page.setDefaultTimeout(20_000);
    await openWorkbench(page, vscode, workspace, [
      ["openFile", remoteUri(vscode, join(workspace, "nginx.conf"))],
      ["skipWelcome", "true"],
    ]);
    await check(page);
    process.stdout.write(`ok   ${TITLE}\n`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    process.stdout.write(`FAIL ${TITLE}\n     ${error}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function check(page) {
  const ui = driverOf(page);
  await page.waitForFunction(() => globalThis.driver);
  await page.evaluate(() => globalThis.driver.whenWorkbenchRestored());
  const mode = page.locator("#status\\.workspaceTrust");
  await mode.waitFor();
  await ui.squiggles("nginx.conf", "warning").first().waitFor();
  await ui.runCommand("Workspaces: Manage Workspace Trust");
  await page
    .locator(".workspace-trust-editor")
    .getByRole("button", { name: /^Trust/ })
    .first()
    .click();
  await mode.waitFor({ state: "detached" });
  await ui.openFile("nginx.conf");
  await ui.squiggles("nginx.conf", "warning").first().waitFor();
}
