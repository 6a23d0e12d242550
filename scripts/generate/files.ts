/** Compares outputs with the files there are, and writes them. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Output, readText } from "./output.ts";

/** Folders in which nothing but outputs may lie. */
const OWNED = ["core/knowledge/generated", "docs/rules"];

/** Paths whose text is not what the generators say, and files that nothing generates any more. */
export function staleFiles(outputs: readonly Output[]): string[] {
  const changed = outputs
    .filter(({ path, text }) => !existsSync(path) || readText(path) !== text)
    .map((it) => it.path);
  return [...changed, ...leftOver(outputs)];
}

/** Writes what differs, and deletes what stands in generated folders and is none of the outputs. */
export function writeFiles(outputs: readonly Output[]): void {
  for (const { path, text } of outputs) {
    if (existsSync(path) && readText(path) === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const path of leftOver(outputs)) rmSync(path);
}

function leftOver(outputs: readonly Output[]): string[] {
  const known = new Set(outputs.map((it) => it.path));
  return OWNED.filter((folder) => outputs.some((it) => it.path.startsWith(`${folder}/`))).flatMap(
    (folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((it) => it.isFile())
        .map((it) => `${folder}/${it.name}`)
        .filter((path) => !known.has(path)),
  );
}
