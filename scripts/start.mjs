/**
 * `npm start`: builds and packages the extension and opens a VS Code with it on examples/: the `code` on PATH
 * if there is one, otherwise a VS Code in the browser from npm, until Ctrl+C.
 *   NGINX_TLS_PORT  port of the VS Code in the browser; default: a free one
 *   --browser       use the VS Code in the browser even if there is a `code`
 *   --check         start the VS Code in the browser, see that it answers, stop
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ensureInstalled,
  installExtension,
  startVscode,
} from "../test/vscode/workbench/vscode.mjs";
import { makePackage } from "./package.mjs";

const examples = join(import.meta.dirname, "../examples");
const check = process.argv.includes("--check");
const browser = check || process.argv.includes("--browser");

const vsix = await makePackage();
if (browser || !openDesktop(vsix)) await openBrowser(vsix);

/** False when there is no usable `code`. */
function openDesktop(vsix) {
  const options = { stdio: "inherit", shell: process.platform === "win32" };
  if (spawnSync("code", ["--version"], { ...options, stdio: "ignore" }).status !== 0) return false;
  if (spawnSync("code", ["--install-extension", vsix, "--force"], options).status !== 0)
    return false;
  return spawnSync("code", [examples, join(examples, "nginx.conf")], options).status === 0;
}

async function openBrowser(vsix) {
  ensureInstalled();
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-vscode-"));
  const stopped = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
  });
  try {
    installExtension(dir, vsix);
    const port = process.env.NGINX_TLS_PORT ? Number(process.env.NGINX_TLS_PORT) : undefined;
    const vscode = await startVscode({ dir, port });
    try {
      const address = pageAddress(vscode);
      const { ok } = await fetch(address);
      if (!ok) throw new Error(`${address} does not answer`);
      process.stdout.write(`VS Code with NGINX TLS: ${address}\n`);
      if (check) return;
      process.stdout.write("Open it in a browser. Ctrl+C stops it.\n");
      await stopped;
    } finally {
      await vscode.stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function pageAddress({ url, authority }) {
  const file = `vscode-remote://${authority}${join(examples, "nginx.conf")}`;
  const query = new URLSearchParams({
    folder: examples,
    payload: JSON.stringify([["openFile", file]]),
  });
  return `${url}/?${query}`;
}
