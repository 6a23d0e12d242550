/**
 * Bundles the sources. Without arguments: everything that is shipped, into `dist/`, minified.
 *   --dev      readable output with source maps
 *   --scripts  scripts/*.ts         -> out/scripts/*.mjs; --scripts=NAME for one of them
 *   --bench    bench/main.ts        -> out/bench/main.mjs
 *   --tests    test/vscode/suite    -> out/test/{node,web}/
 * A web extension host takes only a ".cjs" entry for CommonJS in a package of type "module", and older ones
 * append ".js" to its name: hence the web client is there under both names.
 * Arguments combine; an entry whose source does not exist is named and left out.
 */
import { copyFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { globSync } from "tinyglobby";

const root = import.meta.dirname;
const flags = new Set(process.argv.slice(2).map((it) => it.replace(/=.*/, "")));
const oneScript = /--scripts=(\S+)/.exec(process.argv.join(" "))?.[1] ?? "*";
const shipped = !["--scripts", "--bench", "--tests"].some((flag) => flags.has(flag));
const dev = flags.has("--dev") || !shipped;

const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: "warning",
  minify: !dev,
  sourcemap: dev,
  loader: { ".wasm": "binary" },
  alias: {
    "#core": join(root, "core/index.ts"),
    // The CommonJS build loads its parts in a way that can't be bundled.
    "jsonc-parser": join(root, "node_modules/jsonc-parser/lib/esm/main.js"),
    // The ESM build asks for import.meta.url, which a CommonJS or worker bundle has not.
    "web-tree-sitter": createRequire(import.meta.url).resolve("web-tree-sitter"),
    "web-tree-sitter/web-tree-sitter.wasm": join(
      root,
      "node_modules/web-tree-sitter/web-tree-sitter.wasm",
    ),
  },
};
const node = {
  ...common,
  platform: "node",
  target: "node20",
  format: "cjs",
  define: { "import.meta.dirname": "__dirname" },
};
const web = {
  ...common,
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  conditions: ["browser"],
};
/** Gives bundled CommonJS packages what they expect and an ES module has not. */
const requireBanner = {
  js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url); const __dirname = import.meta.dirname;',
};
const script = { ...node, format: "esm", banner: requireBanner };

const product = [
  {
    ...node,
    entryPoints: ["client/node.ts"],
    outfile: "dist/client/node.cjs",
    external: ["vscode"],
  },
  {
    ...web,
    format: "cjs",
    entryPoints: ["client/browser.ts"],
    outfile: "dist/client/browser.cjs",
    external: ["vscode"],
  },
  { ...node, entryPoints: ["server/node.ts"], outfile: "dist/server/node.cjs" },
  { ...web, format: "iife", entryPoints: ["server/browser.ts"], outfile: "dist/server/browser.js" },
  {
    ...node,
    entryPoints: ["cli/main.ts"],
    outfile: "dist/cli.cjs",
    banner: { js: "#!/usr/bin/env node" },
  },
];
const scripts = globSync(`scripts/${oneScript}.ts`, { cwd: root }).map((entry) => ({
  ...script,
  entryPoints: [entry],
  outfile: `out/scripts/${basename(entry, ".ts")}.mjs`,
}));
const bench = [{ ...script, entryPoints: ["bench/main.ts"], outfile: "out/bench/main.mjs" }];
const tests = [
  {
    ...node,
    entryPoints: ["test/vscode/suite/index.node.ts"],
    outfile: "out/test/node/index.cjs",
    external: ["vscode", "mocha"],
  },
  {
    ...web,
    format: "cjs",
    entryPoints: ["test/vscode/suite/index.web.ts"],
    outfile: "out/test/web/index.cjs",
    external: ["vscode"],
  },
];

const wanted = [
  ...(shipped ? product : []),
  ...(flags.has("--scripts") ? scripts : []),
  ...(flags.has("--bench") ? bench : []),
  ...(flags.has("--tests") ? tests : []),
];

await Promise.all(
  wanted.map(async (options) => {
    const [entry] = options.entryPoints;
    if (existsSync(join(root, entry))) await build(options);
    else
      process.stderr.write(
        `esbuild.mjs: ${entry} does not exist, ${options.outfile} is not built\n`,
      );
  }),
);

if (shipped) {
  copyFileSync(
    join(root, "core/knowledge/generated/reference.txt"),
    join(root, "dist/reference.txt"),
  );
  copyFileSync(
    join(root, "node_modules/web-tree-sitter/web-tree-sitter.wasm"),
    join(root, "dist/web-tree-sitter.wasm"),
  );
}
const webClient = join(root, "dist/client/browser.cjs");
if (shipped && existsSync(webClient)) copyFileSync(webClient, `${webClient}.js`);
