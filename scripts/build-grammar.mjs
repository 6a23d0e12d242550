/**
 * Builds the grammar: grammar.js -> src/parser.c -> nginx.wasm, and records what was built from
 * what in provenance.json. With --check it builds aside and compares instead of writing.
 *
 * Needs the tree-sitter command line (TREE_SITTER, or `tree-sitter` on PATH):
 *   cargo install --locked tree-sitter-cli --version 0.26.13 --no-default-features
 * The C compiler is clang as WebAssembly, from npm. It has 100 MB, so it is no dependency of the
 * project; it is installed into .cache/ when this script needs it.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

const CLI_VERSION = "0.26.13";
const CLANG_VERSION = "22.0.0-git20542-10";
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const GRAMMAR = join(ROOT, "grammar");
const GENERATED = [
  "src/parser.c",
  "src/grammar.json",
  "src/node-types.json",
  "src/tree_sitter/parser.h",
  "src/tree_sitter/alloc.h",
  "src/tree_sitter/array.h",
];

await main(process.argv.includes("--check"));

async function main(check) {
  const work = mkdtempSync(join(tmpdir(), "nginx-grammar-"));
  try {
    generate(work);
    writeFileSync(join(work, "nginx.wasm"), await compile(join(work, "src")));
    writeFileSync(join(work, "provenance.json"), provenance(work));
    const outputs = [...GENERATED, "nginx.wasm", "provenance.json"];
    if (check) compare(work, outputs);
    else for (const file of outputs) cpSync(join(work, file), join(GRAMMAR, file));
  } finally {
    rmSync(work, { recursive: true });
  }
  process.stdout.write(check ? "grammar is up to date\n" : "grammar built\n");
}

function generate(work) {
  const cli = process.env.TREE_SITTER ?? "tree-sitter";
  const version = versionOf(cli);
  if (version !== CLI_VERSION) {
    fail(
      `tree-sitter ${CLI_VERSION} is needed, ${version ?? "none"} was found at "${cli}". Get it with\n` +
        `  cargo install --locked tree-sitter-cli --version ${CLI_VERSION} --no-default-features\n` +
        "and put it on PATH, or name it in TREE_SITTER.",
    );
  }
  for (const file of ["grammar.js", "tree-sitter.json"]) {
    cpSync(join(GRAMMAR, file), join(work, file));
  }
  // Without it, node takes grammar.js for CommonJS.
  writeFileSync(join(work, "package.json"), '{ "type": "module" }\n');
  mkdirSync(join(work, "src"));
  cpSync(join(GRAMMAR, "src/scanner.c"), join(work, "src/scanner.c"));
  execFileSync(cli, ["generate"], { cwd: work, stdio: "inherit" });
}

function versionOf(cli) {
  try {
    return execFileSync(cli, ["--version"], { encoding: "utf8" }).split(" ")[1]?.trim();
  } catch {
    return undefined;
  }
}

async function compile(source) {
  // Baseline code only: clang runs once, so optimizing it costs more than it gives.
  setFlagsFromString("--liftoff-only");
  const { runClang } = await import(pathToFileURL(clangModule()).href);
  const output = "nginx.wasm";
  const args = [
    "clang",
    "--target=wasm32-wasip1",
    "-fPIC",
    "-shared",
    "-Os",
    "-nostdlib",
    "-fno-exceptions",
    "-fvisibility=hidden",
    "-Wl,--export=tree_sitter_nginx",
    "-Wl,--allow-undefined",
    "-Wl,--no-entry",
    "-Wl,--strip-debug",
    "-I",
    ".",
    "parser.c",
    "scanner.c",
    "-o",
    output,
  ];
  let said = "";
  const keep = (bytes) => {
    if (bytes) said += Buffer.from(bytes).toString();
  };
  try {
    const files = await runClang(args, tree(source), { stdout: keep, stderr: keep });
    return files[output];
  } catch (error) {
    process.stderr.write(said);
    throw error;
  }
}

/** Installs the compiler if it is not there. */
function clangModule() {
  const folder = join(ROOT, ".cache/clang");
  const module = join(folder, "node_modules/@yowasp/clang");
  const manifest = join(module, "package.json");
  if (!existsSync(manifest) || readJson(manifest).version !== CLANG_VERSION) {
    mkdirSync(folder, { recursive: true });
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const spec = `@yowasp/clang@${CLANG_VERSION}`;
    const options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    execFileSync(npm, ["install", "--prefix", folder, ...options, spec], {
      cwd: folder,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
  }
  return join(module, entryPoint(readJson(manifest)));
}

function entryPoint(manifest) {
  const entry = manifest.exports?.["."] ?? manifest.exports ?? manifest.main;
  if (typeof entry === "string") return entry;
  return entry.node ?? entry.import ?? entry.default;
}

/** The C files below `folder`, in the shape runClang takes. */
function tree(folder) {
  const files = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files[entry.name] = tree(path);
    else if (/\.[ch]$/.test(entry.name)) files[entry.name] = readFileSync(path);
  }
  return files;
}

function provenance(folder) {
  const parser = readFileSync(join(folder, "src/parser.c"), "utf8");
  const hash = (file) =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  const hashed = ["grammar.js", "src/scanner.c", "src/parser.c", "nginx.wasm"];
  const record = {
    cli: CLI_VERSION,
    compiler: `@yowasp/clang ${CLANG_VERSION}`,
    abi: Number(/#define LANGUAGE_VERSION (\d+)/.exec(parser)?.[1]),
    sha256: Object.fromEntries(hashed.map((file) => [file, hash(file)])),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

function compare(work, files) {
  const stale = files.filter((file) => {
    const path = join(GRAMMAR, file);
    return !existsSync(path) || !readFileSync(path).equals(readFileSync(join(work, file)));
  });
  if (stale.length > 0) fail(`not up to date: ${stale.join(", ")}. Run npm run build:grammar`);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
