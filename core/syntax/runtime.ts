/** Starts web-tree-sitter with our grammar and picks the way to read its trees. */
import { Language, Parser, type Tree } from "web-tree-sitter";
import { cursorReader, type Memory, memoryReader, type ReadTree } from "./read-tree.ts";
import { editBetween } from "./text-change.ts";

export interface Runtime {
  readonly language: Language;
  readonly readTree: ReadTree;
  /** Whether `readTree` is the fast way. */
  readonly readsMemory: boolean;
}

// web-tree-sitter keeps one module per process and fills in only the options of the first start.
let started: Promise<Memory> | undefined;

/** Starts the WebAssembly module, once in a process, and loads the grammar. Rejects if the bytes are no modules. */
export async function startRuntime(wasm: {
  readonly treeSitter: Uint8Array;
  readonly nginx: Uint8Array;
}): Promise<Runtime> {
  started ??= startModule(wasm.treeSitter);
  const memory = await started;
  const language = await Language.load(wasm.nginx);
  const careful = cursorReader(language);
  const fast = memoryReader(language, memory);
  const readsMemory = agree(language, careful, fast);
  return { language, readTree: readsMemory ? fast : careful, readsMemory };
}

async function startModule(wasmBinary: Uint8Array): Promise<Memory> {
  const module: object = { wasmBinary, locateFile: (file: string) => file };
  await Parser.init(module);
  return module;
}

/** Every kind of token, inline and heap leaves, repetitions, and a defect of each kind. */
const SAMPLE = `# sample é
http { server { listen 80; listen [::]:443 ssl default_server reuseport backlog=511;
  location ~* "^/a{2}/(?<name>[^/]+)$" { return 200 'x\${uri}'; } # 😀 end
  ; { } add_header X-Long-Header-Name "${"a long value ".repeat(30)}" always
  }
  content_by_lua_block { local t = { "}" } }
} } }
events { worker_connections 1024; ${"use epoll; ".repeat(20)} "open
last word`;

function agree(language: Language, careful: ReadTree, fast: ReadTree): boolean {
  const parser = new Parser().setLanguage(language);
  const tree = parser.parse(SAMPLE);
  if (!tree) return false;
  try {
    return fast(tree).equals(careful(tree)) && agreeOnEdit(parser, tree, careful, fast);
  } catch {
    return false;
  } finally {
    tree.delete();
    parser.delete();
  }
}

function agreeOnEdit(parser: Parser, tree: Tree, careful: ReadTree, fast: ReadTree): boolean {
  const edited = SAMPLE.replace("listen 80", "listen  8081");
  const tokens = careful(tree).copy();
  const old = tree.copy();
  old.edit(editBetween(SAMPLE, edited));
  const next = parser.parse(edited, old);
  if (!next) return false;
  const growth = edited.length - SAMPLE.length;
  const agrees = fast(next, { tree: old, tokens, growth }).equals(careful(next));
  next.delete();
  old.delete();
  return agrees;
}
