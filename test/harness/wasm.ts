/** The WebAssembly modules, read from where the build reads them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Wasm } from "#core";

const require = createRequire(import.meta.url);

export const WASM: Wasm = {
  treeSitter: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
  nginx: readFileSync(new URL("../../grammar/nginx.wasm", import.meta.url)),
};
