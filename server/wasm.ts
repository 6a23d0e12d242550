/** The WebAssembly modules as the bundler embeds them; only bundled code can import this file. */
import treeSitter from "web-tree-sitter/web-tree-sitter.wasm";
import type { Wasm } from "#core";
import nginx from "../grammar/nginx.wasm";

export const wasm: Wasm = { treeSitter, nginx };
