/**
 * Writes every generated file of the repository. `--check` writes nothing; it names the stale files and
 * exits 1 if there are any. Run from the repository's root.
 *
 * The tables and the rule index come first: the engine that the documents are made from imports them.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { staleFiles, writeFiles } from "./generate/files.ts";
import { knowledge } from "./generate/knowledge.ts";
import type { Output } from "./generate/output.ts";

const root = process.cwd();
const check = process.argv.includes("--check");

const stale = apply(knowledge());
if (check && stale.length > 0) {
  stale.push("and what is made from them");
} else {
  stale.push(...apply(await loadDocuments()));
}
if (check && stale.length > 0) {
  process.stderr.write(`Stale, run "npm run generate":\n  ${stale.join("\n  ")}\n`);
  process.exitCode = 1;
}

function apply(outputs: readonly Output[]): string[] {
  if (check) return staleFiles(outputs);
  writeFiles(outputs);
  return [];
}

async function loadDocuments(): Promise<Output[]> {
  const outfile = join(root, "out/scripts/documents.mjs");
  const require = createRequire(join(root, "package.json"));
  // esbuild refuses to be bundled, so it is loaded from the checkout.
  const { build }: typeof import("esbuild") = require("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["scripts/generate/documents.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: {
      "#core": join(root, "core/index.ts"),
      "jsonc-parser": join(root, "node_modules/jsonc-parser/lib/esm/main.js"),
    },
    external: ["web-tree-sitter"],
    logLevel: "warning",
  });
  const { documents }: typeof import("./generate/documents.ts") = await import(
    pathToFileURL(outfile).href
  );
  return documents({
    treeSitter: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    nginx: readFileSync(join(root, "grammar/nginx.wasm")),
  });
}
