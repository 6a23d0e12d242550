/** The server of the extension, as a process. The parser's runtime lies beside its bundle. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import nginx from "../grammar/nginx.wasm";
import { startNodeServer } from "./node-main.ts";

startNodeServer(async () => ({
  treeSitter: await readFile(join(import.meta.dirname, "../web-tree-sitter.wasm")),
  nginx,
}));
