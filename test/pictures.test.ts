/** Pictures in `docs/images` come in light and dark, are shown somewhere, and say to those who can't see them what is on them. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const PICTURES = globSync("docs/images/*.png", { cwd: ROOT, ignore: "**/icon.png" })
  .map((it) => it.replace("docs/images/", ""))
  .sort();
const SHOWN = ["README.md", "docs/features.md"]
  .map((it) => readFileSync(join(ROOT, it), "utf8"))
  .join("\n");

test("each picture comes in light and dark", () => {
  const names = new Set(PICTURES.map((it) => it.replace(/-[a-z]+\.png$/, "")));
  expect(names.size).toBeGreaterThan(20);
  const missing = [...names]
    .flatMap((it) => [`${it}-dark.png`, `${it}-light.png`])
    .filter((it) => !PICTURES.includes(it));
  expect(missing).toEqual([]);
});

test("each picture is shown", () => {
  expect(PICTURES.filter((it) => !SHOWN.includes(`images/${it}`))).toEqual([]);
});

test("a picture in a document has its dark twin, and words for it", () => {
  const shown = [...SHOWN.matchAll(/<picture>\n([\s\S]*?)<\/picture>/g)];
  expect(shown.length).toBeGreaterThan(20);
  for (const [, inside = ""] of shown) {
    const [, dark] = /<source [^>]* srcset="([^"]+)-dark\.png">/.exec(inside) ?? [];
    const [, words = "", light] = /<img alt="([^"]*)" src="([^"]+)-light\.png">/.exec(inside) ?? [];
    expect(words.length, inside).toBeGreaterThan(15);
    expect(dark, inside).toBe(light);
  }
});

test("no picture makes a clone slow", () => {
  const large = PICTURES.filter((it) => statSync(join(ROOT, "docs/images", it)).size > 250_000);
  expect(large).toEqual([]);
});
