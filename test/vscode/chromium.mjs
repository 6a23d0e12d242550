/** Headless Chromium, and a VS Code page in it. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** CHROMIUM, else the first of the usual names on PATH or in /usr/bin. */
function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  for (const name of NAMES) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  }
  throw new Error(
    "no Chromium found: install one, or name it in the environment variable CHROMIUM",
  );
}

export async function launchChromium() {
  const executablePath = findChromium();
  const { chromium } = createRequire(new URL("workbench/", import.meta.url))("playwright-core");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // VS Code's requests to the outside fail at once instead of waiting for a network.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}

/** `payload`: pairs that VS Code's page reads from its address. */
export async function openWorkbench(page, vscode, folder, payload) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  await page.goto(`${vscode.url}/?${query}`);
}

export function remoteUri(vscode, path) {
  return `vscode-remote://${vscode.authority}${path}`;
}
