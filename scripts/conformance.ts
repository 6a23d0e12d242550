/**
 * `npm run conformance [-- DIR [CATEGORY]] [OPTION...]`: runs the engine over a corpus of configurations with
 * nginx's verdicts and prints how far the two agree.
 *   DIR               the corpus; default: the one beside the checkout
 *   --deb             compare with Debian's nginx 1.22.1 instead of nginx 1.31.5
 *   --nginx-version   the version to check for, where it is not the compared nginx's
 *   --platform        the platform to check for, where it is not the compared nginx's
 *   --json            print scores and differences as JSON
 *   --list            also print each difference, of CATEGORY if it is given
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createParser, PLATFORMS, VOCABULARY } from "#core";
import { createNodeHost } from "../host/node.ts";
import { type Comparison, compareCase, type Engine, settingsFor } from "./conformance/compare.ts";
import { isFair, readCorpus, type Target } from "./conformance/corpus.ts";
import { scoresOf, scoresText } from "./conformance/scores.ts";

const OPTIONS = {
  deb: { type: "boolean" },
  json: { type: "boolean" },
  list: { type: "boolean" },
  "nginx-version": { type: "string" },
  platform: { type: "string" },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [given = "../shared/corpus", category] = positionals;
  const corpus = readCorpus(resolve(given));
  if (!corpus) throw new Error(`no corpus in "${given}": it has no manifest.jsonl`);
  const target: Target = values.deb ? "deb" : "head";
  const nginxVersion = values["nginx-version"];
  const platform = PLATFORMS.find((it) => it === values.platform);
  const settings = settingsFor(target, {
    ...(nginxVersion !== undefined && { nginxVersion }),
    ...(platform !== undefined && { platform }),
  });
  const engine = await startEngine();
  const comparisons: Comparison[] = [];
  for (const one of corpus.cases) {
    if (!isFair(one, target)) continue;
    comparisons.push(await compareCase(engine, corpus, one, target, settings));
  }
  const differences = comparisons.filter((it) => it.difference !== undefined);
  if (values.json) return write(asJson(comparisons, differences));
  const listed = values.list
    ? differences.filter((it) => category === undefined || it.category === category)
    : [];
  for (const it of listed) write(`${it.case.path} (${it.category}): ${it.difference}\n`);
  write(`nginx ${settings.nginxVersion}, ${corpus.cases.length} cases\n`);
  write(`${scoresText(scoresOf(comparisons))}\n`);
}

async function startEngine(): Promise<Engine> {
  const treeSitter = createRequire(join(process.cwd(), "package.json")).resolve(
    "web-tree-sitter/web-tree-sitter.wasm",
  );
  const wasm = { treeSitter: readFileSync(treeSitter), nginx: readFileSync("grammar/nginx.wasm") };
  return { parser: await createParser(wasm, VOCABULARY), host: createNodeHost() };
}

function asJson(all: readonly Comparison[], differences: readonly Comparison[]): string {
  const list = differences.map(({ case: { path }, category, difference }) => ({
    path,
    category,
    difference,
  }));
  return `${JSON.stringify({ scores: scoresOf(all), differences: list }, undefined, 2)}\n`;
}

function write(text: string): void {
  process.stdout.write(text);
}

main().catch((error: unknown) => {
  process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
