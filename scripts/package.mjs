/** Makes nginx-tls-<version>.vsix from a fresh build, and checks what is in it and how big it is. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createVSIX, listFiles } from "@vscode/vsce";

const root = join(import.meta.dirname, "..");
const BUDGET = 1.5 * 1024 * 1024;
/** Besides these a package holds nothing. LICENSE, README and CHANGELOG may be absent before a release. */
const REQUIRED = [
  "package.json",
  "language-configuration.json",
  "syntaxes/nginx-in-markdown.tmLanguage.json",
  "syntaxes/nginx-in-yaml.tmLanguage.json",
  "syntaxes/nginx.tmLanguage.json",
  "snippets/nginx.json",
  "schema/nginx-tls.schema.json",
  "dist/client/node.cjs",
  "dist/client/browser.cjs",
  "dist/client/browser.cjs.js",
  "dist/server/node.cjs",
  "dist/server/browser.js",
  "dist/reference.txt",
  "dist/web-tree-sitter.wasm",
  "docs/images/icon.png",
  "docs/walkthrough/open.svg",
  "docs/walkthrough/fix.svg",
  "docs/walkthrough/hover.svg",
  "docs/walkthrough/map.svg",
  "docs/walkthrough/insert.svg",
  "docs/walkthrough/test.svg",
];
const OPTIONAL = ["LICENSE", "README.md", "CHANGELOG.md"];

/** Returns the path of the package. Throws when its content is not as it should be. */
export async function makePackage() {
  execFileSync(process.execPath, [join(root, "esbuild.mjs")], { stdio: "inherit" });
  checkFiles(await listFiles({ cwd: root, dependencies: false }));
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packagePath = join(root, `${name}-${version}.vsix`);
  rmSync(packagePath, { force: true });
  const options = {
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  };
  await createVSIX({ cwd: root, packagePath, ...options });
  const { size } = statSync(packagePath);
  if (size > BUDGET) throw new Error(`${packagePath} has ${size} bytes, more than ${BUDGET}`);
  process.stdout.write(`${packagePath}: ${size} bytes of at most ${BUDGET}\n`);
  return packagePath;
}

function checkFiles(found) {
  const missing = REQUIRED.filter((it) => !found.includes(it));
  const surplus = found.filter((it) => !REQUIRED.includes(it) && !OPTIONAL.includes(it));
  if (missing.length > 0) throw new Error(`the package would lack ${missing.join(", ")}`);
  if (surplus.length > 0) throw new Error(`the package would also hold ${surplus.join(", ")}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await makePackage();
