/**
 * Runs after `npm ci --ignore-scripts`. The page of the workbench loads two packages from a folder that
 * code-server's own install script would have filled: without them there is no highlighting.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const modules = join(import.meta.dirname, "node_modules");
const vscode = join(modules, "code-server/lib/vscode");
const target = join(vscode, "node_modules");
mkdirSync(target, { recursive: true });
for (const name of ["vscode-oniguruma", "vscode-textmate"]) {
  rmSync(join(target, name), { recursive: true, force: true });
  symlinkSync(join(modules, name), join(target, name), "junction");
}

/** Imported by the server, but never reached, or only on another platform. */
const UNUSED = new Set(
  `chcp kerberos @vscode/vsce-sign @vscode/windows-process-tree @vscode/windows-registry
  @microsoft/mxc-sdk @microsoft/1ds-post-js @vscode/iconv-lite-umd`.split(/\s+/),
);
const BARE_IMPORT = /(?:\bfrom|\bimport)\s*\(?"((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^"]*)?"/g;
const programs = ["out/server-main.js", "out/vs/workbench/api/node/extensionHostProcess.js"];
for (const program of programs) {
  for (const [, name = ""] of readFileSync(join(vscode, program), "utf8").matchAll(BARE_IMPORT)) {
    if (UNUSED.has(name) || process.getBuiltinModule?.(name) || name.startsWith("node:")) continue;
    if (existsSync(join(modules, name))) continue;
    process.stderr.write(`prepare.mjs: ${program} imports "${name}", which is not installed\n`);
  }
}
