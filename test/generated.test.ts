/** Nothing generated is stale: `npm run generate` would change no file. */
import { expect, test } from "vitest";
import { documents } from "../scripts/generate/documents.ts";
import { staleFiles } from "../scripts/generate/files.ts";
import { knowledge } from "../scripts/generate/knowledge.ts";
import { WASM } from "./harness/wasm.ts";

test("the tables and the rule index follow from their sources", () => {
  expect(staleFiles(knowledge())).toEqual([]);
});

test("the manifest's settings, the settings page and the rule pages follow from the engine", async () => {
  expect(staleFiles(await documents(WASM))).toEqual([]);
});

test("a change of any output is noticed", () => {
  const [first, ...rest] = knowledge();
  const changed = first ? { path: first.path, text: `${first.text} ` } : undefined;
  expect(staleFiles(changed ? [changed, ...rest] : [])).toEqual([first?.path]);
});
