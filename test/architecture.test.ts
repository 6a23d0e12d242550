/** Who may import whom, and other rules that hold for every file. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Import, importsOf, ROOT, type Source, sourcesWith } from "./harness/sources.ts";

const code = sourcesWith(".ts", ".mjs").filter((it) => !it.path.endsWith(".d.ts"));
const imports = code.flatMap(importsOf);
const core = code.filter((it) => it.folder === "core");

test("the sources and their imports are found", () => {
  expect(code.map((it) => it.path)).toEqual(
    expect.arrayContaining(["cli/main.ts", "core/index.ts", "core/text.ts", "esbuild.mjs"]),
  );
  const ofMain = imports.filter((it) => it.from.path === "cli/main.ts").map((it) => it.target);
  expect(ofMain).toEqual(expect.arrayContaining(["core/index.ts", "server/wasm.ts", "cli/run.ts"]));
});

/** Folders and the folders they may import from, beside themselves. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  host: ["core"],
  page: [],
  server: ["core", "host", "page"],
  client: [],
  cli: ["core", "host", "server", "page"],
  scripts: ["core", "host", "test"],
  bench: ["core", "host", "server"],
  test: ["", "bench", "cli", "client", "core", "host", "page", "scripts", "server"],
};

test("folders import only from folders below them", () => {
  const wrong = local().filter(({ from, target }) => {
    const to = folderOf(target);
    return to !== from.folder && !(FOLDERS[from.folder] ?? []).includes(to);
  });
  expect(wrong.filter(({ target }) => !target.endsWith(".wasm")).map(show)).toEqual([]);
});

test("other folders import the engine through its facade", () => {
  const wrong = local().filter(
    ({ from, specifier, target }) =>
      folderOf(target) === "core" &&
      !["core", "test"].includes(from.folder) &&
      specifier !== "#core",
  );
  expect(wrong.map(show)).toEqual([]);
});

const PLAIN = [
  "text.ts",
  "severity.ts",
  "version.ts",
  "settings.ts",
  "setting-values.ts",
  "finding.ts",
];
const BELOW_RULES = [...PLAIN, "certificates", "knowledge", "syntax", "config"];

/** Parts of the engine and the parts they may import from, beside themselves. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "text.ts": [],
  "severity.ts": [],
  "version.ts": [],
  "settings.ts": ["severity.ts", "version.ts"],
  "setting-values.ts": ["settings.ts", "severity.ts"],
  "finding.ts": ["text.ts", "severity.ts"],
  "host.ts": ["certificates"],
  certificates: [],
  syntax: ["text.ts"],
  knowledge: ["text.ts", "version.ts", "syntax"],
  config: [...PLAIN, "certificates", "knowledge", "syntax"],
  rules: BELOW_RULES,
  features: BELOW_RULES,
};

test("inside the engine: text <- syntax <- config <- rules, features <- session, index", () => {
  const wrong = local().filter(({ from, target }) => {
    const part = partOf(from.path);
    if (from.folder !== "core" || part === "index.ts" || part === "session.ts") return false;
    const to = partOf(target);
    return to !== part && !(PARTS[part] ?? []).includes(to);
  });
  expect(wrong.map(show)).toEqual([]);
});

/** What features may have in common; all else of one feature is its own. */
const SHARED_BY_FEATURES = [
  "cursor.ts",
  "directive-row.ts",
  "links",
  "markdown.ts",
  "posture",
  "posture.ts",
  "symbols",
  "words.ts",
];

/** Both read the statement that is being typed; and faces of folders. */
const FEATURES_OF_FEATURES: Readonly<Record<string, readonly string[]>> = {
  signature: ["completion"],
  "map.ts": ["map"],
};

test("features import only what is made to be shared by them", () => {
  const wrong = local().filter(({ from, target }) => {
    const [own, other] = [featureOf(from.path), featureOf(target)];
    if (own === undefined || other === undefined || own === other) return false;
    return ![...SHARED_BY_FEATURES, ...(FEATURES_OF_FEATURES[own] ?? [])].includes(other);
  });
  expect(wrong.map(show)).toEqual([]);
});

test("every part of the engine has its place in the order", () => {
  const parts = new Set(core.map((it) => partOf(it.path)));
  expect([...parts].sort()).toEqual([...Object.keys(PARTS), "index.ts", "session.ts"].sort());
});

/** Packages and the only places that may import them; tests may import all. */
const PACKAGES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(@peculiar\/asn1-(schema|x509)|@noble\/hashes\/sha2\.js)$/, /^core\/certificates\//],
  [/^web-tree-sitter$/, /^core\/syntax\//],
  [/^web-tree-sitter\/.*\.wasm$/, /^server\/wasm\.ts$/],
  [/^vscode-languageserver(-|\/|$)/, /^server\//],
  [/^jsonc-parser$/, /^core\/config\/project-file\.ts$/],
  [/^vscode-uri$/, /^server\//],
  [/^vscode(-languageclient)?(\/|$)/, /^client\//],
  [/^(commander|picocolors|sarif)$/, /^cli\//],
  [/^node:/, /^((host|cli|scripts|bench)\/|server\/node[^/]*\.ts|client\/node\.ts|[^/]+\.mjs$)/],
];

test("packages are imported where they belong, and no others", () => {
  const wrong = imports.filter(({ from, specifier, target }) => {
    if (target !== undefined || isFree(from)) return false;
    return !PACKAGES.some(([name, place]) => name.test(specifier) && place.test(from.path));
  });
  expect(wrong.map(show)).toEqual([]);
});

test("the engine has no circular imports", () => {
  const edges = new Map<string, string[]>();
  for (const { from, target } of local()) {
    edges.set(from.path, [...(edges.get(from.path) ?? []), target]);
  }
  expect(core.flatMap((it) => cycleFrom(it.path, edges))).toEqual([]);
});

test("imports of sources are relative and name the file", () => {
  const wrong = local().filter(
    ({ specifier }) => specifier !== "#core" && !/\.(ts|mjs|json|wasm)$/.test(specifier),
  );
  expect(wrong.map(show)).toEqual([]);
});

test("only the facade re-exports whole modules", () => {
  const wrong = code.filter((it) => it.path !== "core/index.ts" && /^export \*/m.test(it.text));
  expect(wrong.map((it) => it.path)).toEqual([]);
});

test("no file has more than 300 lines", () => {
  const long = code.filter((it) => !isGenerated(it) && it.text.split("\n").length > 301);
  expect(long.map((it) => it.path)).toEqual([]);
});

/** Written so that this file does not match. */
const FORBIDDEN: readonly RegExp[] = [
  /\b(TO[D]O|FIX[M]E)\b/,
  /\/work\/(main|shared|\.)/,
  /\/home\/(?!nginx|www)[a-z]+\/(?!\.)/,
  /[/\\]Users[/\\][A-Za-z]/,
  /-----BEGIN [A-Z ]*PRIVATE [K]EY-----\n[A-Za-z0-9+/]{40}/,
];

test("no file speaks of a machine, of later, or holds a private key", () => {
  const texts = sourcesWith(".ts", ".mjs", ".js", ".md", ".json", ".conf", ".yml", ".scm", ".c");
  const wrong = texts
    .filter((it) => !it.path.endsWith("package-lock.json") && !isGenerated(it))
    .flatMap((it) =>
      FORBIDDEN.filter((pattern) => pattern.test(it.text)).map((pattern) => [it.path, pattern]),
    );
  expect(wrong).toEqual([]);
});

test("lock files name packages and hashes, but no place to get them from", () => {
  const locks = sourcesWith("package-lock.json");
  expect(locks.map((it) => it.path)).toContain("package-lock.json");
  expect(locks.filter((it) => it.text.includes('"resolved"')).map((it) => it.path)).toEqual([]);
});

test("the command line's package has the version of the extension", () => {
  const [root, cli] = ["package.json", "cli/npm/package.json"].map((path) =>
    JSON.parse(readFileSync(`${ROOT}${path}`, "utf8")),
  );
  expect(cli.version).toBe(root.version);
  expect(cli.engines.node).toBe(root.engines.node);
  expect(cli.dependencies).toBeUndefined();
});

function local(): (Import & { readonly target: string })[] {
  return imports.flatMap((it) => (it.target === undefined ? [] : [{ ...it, target: it.target }]));
}

/** Tests, build configuration and generators import what they like. */
function isFree(source: Source): boolean {
  return ["", "scripts", "test"].includes(source.folder);
}

function isGenerated({ path, text }: Source): boolean {
  return path.includes("/generated/") || path.includes("/sources/") || /^\/\/ Generated/.test(text);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

function partOf(path: string): string {
  return path.split("/")[1] ?? "";
}

/** The folder of a feature, or its file where it has one only. */
function featureOf(path: string): string | undefined {
  return /^core\/features\/([^/]+)/.exec(path)?.[1];
}

/** The path back to `start`, if there is one. */
function cycleFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] {
  const cameFrom = new Map<string, string>();
  const pending = [start];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const next of edges.get(at) ?? []) {
      if (next === start) return [`${start} <- … <- ${at}`];
      if (!cameFrom.has(next)) pending.push(next);
      cameFrom.set(next, at);
    }
  }
  return [];
}

function show({ from, specifier }: Import): string {
  return `${from.path} imports ${specifier}`;
}
