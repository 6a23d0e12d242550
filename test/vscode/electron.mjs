/**
 * The suite in a desktop VS Code, which @vscode/test-electron downloads: `node test/vscode/electron.mjs [version]`.
 * For machines that can download it; `npm run test:vscode` needs no download beyond npm.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { writeWorkspace } from "./workspace.mjs";

const root = join(import.meta.dirname, "../..");
execFileSync(process.execPath, [join(root, "esbuild.mjs")], { stdio: "inherit" });
execFileSync(process.execPath, [join(root, "esbuild.mjs"), "--tests"], { stdio: "inherit" });
const dir = mkdtempSync(join(tmpdir(), "nginx-tls-electron-"));
try {
  await runTests({
    version: process.argv[2] ?? "stable",
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, "out/test/node/index.cjs"),
    launchArgs: [
      writeWorkspace(join(dir, "workspace")),
      "--disable-extensions",
      "--disable-workspace-trust",
      `--user-data-dir=${join(dir, "user")}`,
    ],
  });
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}
