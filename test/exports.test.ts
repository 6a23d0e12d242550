/** Nothing is exported that nobody imports. */
import { expect, test } from "vitest";
import { importedNames, NAMESPACE, type Source, sourcesWith, WHOLE } from "./harness/sources.ts";

const FOLDERS = ["core", "host", "page", "server", "client", "cli"];
const FACADE = "core/index.ts";

/** Called by VS Code itself. */
const ENTRY_POINTS: ReadonlySet<string> = new Set(["client/browser.ts", "client/node.ts"]);

/** The whole of a table, which only tests go through. */
const FOR_TESTS: ReadonlySet<string> = new Set(["core/knowledge/directives.ts: allTlsDirectives"]);

const code = sourcesWith(".ts", ".mjs").filter((it) => !it.path.endsWith(".d.ts"));
const imported = namesByFile(code);
const importedByUs = namesByFile(code.filter((it) => it.folder !== "test"));

test("declarations and the names that others import are found", () => {
  expect(declared(sourceAt("core/text.ts"))).toContainEqual({ name: "Span", isType: true });
  expect(declared(sourceAt(FACADE))).toContainEqual({ name: "createSession", isType: false });
  expect(imported.get("core/text.ts")).toContain("Span");
  expect(imported.get("core/config/paths.ts")).toContain(NAMESPACE);
  expect(imported.get("core/settings.ts")).toContain(WHOLE);
});

test("every exported value is imported by another module", () => {
  const dead = ours().flatMap((source) =>
    declared(source)
      .filter((it) => !it.isType && !isImported(source, it.name))
      .map((it) => `${source.path}: ${it.name}`),
  );
  expect(dead).toEqual([]);
});

test("no exported value serves tests alone", () => {
  const forTests = ours().flatMap((source) =>
    declared(source)
      .filter((it) => !it.isType && !isUsedTwice(source, it.name))
      .filter((it) => !isImported(source, it.name, importedByUs))
      .map((it) => `${source.path}: ${it.name}`),
  );
  expect(forTests).toEqual([...FOR_TESTS]);
});

test("every exported type is imported, or part of what its module exports", () => {
  const dead = ours().flatMap((source) =>
    declared(source)
      .filter((it) => it.isType && !isImported(source, it.name) && !isUsedTwice(source, it.name))
      .map((it) => `${source.path}: ${it.name}`),
  );
  expect(dead).toEqual([]);
});

test("the facade and all that hand on others' exports hand on only what is used", () => {
  expect(handedOn(sourceAt(FACADE))).toContain("SourceFile");
  const unused = ours().flatMap((source) =>
    handedOn(source)
      .filter((it) => !isImported(source, it))
      .map((it) => `${source.path}: ${it}`),
  );
  expect(unused).toEqual([]);
});

interface Declared {
  readonly name: string;
  readonly isType: boolean;
}

function ours(): Source[] {
  return code.filter((it) => FOLDERS.includes(it.folder) && !ENTRY_POINTS.has(it.path));
}

function declared({ text }: Source): Declared[] {
  const statements = text.matchAll(
    /^export (?:async )?(function\*?|const|class|interface|type) (\w+)/gm,
  );
  return [...statements].map(([, kind = "", name = ""]) => ({
    name,
    isType: kind === "interface" || kind === "type",
  }));
}

/** The names in `export { … } from`. */
function handedOn({ text }: Source): string[] {
  return [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names.split(",").flatMap((it) => it.trim().split(" ").at(-1) || []),
  );
}

/** Under its name, as part of a namespace, or from the facade that hands on the whole module. */
function isImported({ path }: Source, name: string, by = imported): boolean {
  const names = by.get(path);
  if (names?.has(WHOLE) && by.get(FACADE)?.has(name)) return true;
  return names !== undefined && (names.has(name) || names.has(NAMESPACE));
}

function isUsedTwice({ text }: Source, name: string): boolean {
  return (text.match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > 1;
}

function namesByFile(sources: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { target, names } of sources.flatMap(importedNames)) {
    const known = found.get(target) ?? new Set();
    for (const name of names) known.add(name);
    found.set(target, known);
  }
  return found;
}

function sourceAt(path: string): Source {
  const found = code.find((it) => it.path === path);
  if (!found) throw new Error(`No source ${path}`);
  return found;
}
