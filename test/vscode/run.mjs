/**
 * `npm run test:vscode`: the extension in a real VS Code. Needs Chromium; installs the rest from npm.
 *   node test/vscode/run.mjs [node] [web] [ui] [map] [restricted] [coexistence] [worker] [start] [--screenshots]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePackage } from "../../scripts/package.mjs";
import { runCoexistence } from "./coexistence.mjs";
import { runMapUi } from "./map-ui.mjs";
import { runRestricted } from "./restricted.mjs";
import { runSuite } from "./run-suite.mjs";
import { stageExtension } from "./stage.mjs";
import { runUi } from "./ui.mjs";
import { ensureInstalled } from "./workbench/vscode.mjs";
import { runWorker } from "./worker.mjs";

const root = join(import.meta.dirname, "../..");
const parts = {
  node: ({ extension }) => runSuite("node", extension),
  web: ({ extension }) => runSuite("web", extension),
  ui: ({ vsix }) => runUi(vsix, { keepScreenshots: process.argv.includes("--screenshots") }),
  map: ({ vsix }) => runMapUi(vsix, { keepScreenshots: process.argv.includes("--screenshots") }),
  restricted: ({ vsix }) => runRestricted(vsix),
  coexistence: ({ vsix }) => runCoexistence(vsix),
  worker: ({ extension }) => runWorker(join(extension, "dist/server/browser.js")),
  start: () => runStart(),
};
const named = process.argv.slice(2).filter((it) => it in parts);
const chosen = named.length > 0 ? named : Object.keys(parts);

ensureInstalled();
const vsix = await makePackage();
const extension = await stageExtension(mkdtempSync(join(tmpdir(), "nginx-tls-extension-")));
execFileSync(process.execPath, [join(root, "esbuild.mjs"), "--tests"], { stdio: "inherit" });

const total = { passed: 0, failed: 0 };
try {
  for (const name of chosen) {
    const { passed, failed } = await parts[name]({ vsix, extension });
    total.passed += passed;
    total.failed += failed;
  }
} finally {
  rmSync(extension, { recursive: true, force: true });
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function runStart() {
  const script = join(root, "scripts/start.mjs");
  const { status, stdout } = spawnSync(process.execPath, [script, "--check"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const passed = status === 0 && /http:\/\/127\.0\.0\.1:\d+\/\?folder=/.test(stdout);
  process.stdout.write(
    `${passed ? "ok  " : "FAIL"} [start] npm start gives an address that answers\n`,
  );
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
