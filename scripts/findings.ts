/**
 * `npm run findings [-- FOLDER] [OPTION...]`: prints how often each rule speaks up, so that noise can be seen.
 *   FOLDER            a corpus with a manifest, or any folder with main files; default: the corpus beside the checkout
 *   --source NAME     only cases of this source, such as h5bp
 *   --policy NAME     the policy to judge by
 *   --platform NAME   the platform to check for; default: any, so that modules of others are no findings
 *   --list RULE       also print each finding of a rule, with its place
 *
 * Of a corpus only what nginx accepts is judged; "good practice" are the sources that others copy from.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  createParser,
  DEFAULT_SETTINGS,
  PLATFORMS,
  POLICY_IDS,
  RULES,
  Session,
  type Settings,
  VOCABULARY,
} from "#core";
import { createNodeHost } from "../host/node.ts";
import { readSubjects, type Subject } from "./findings/subjects.ts";
import { type Counted, countsOf, tableText } from "./findings/table.ts";

const OPTIONS = {
  source: { type: "string" },
  policy: { type: "string" },
  platform: { type: "string" },
  list: { type: "string" },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [given = "../shared/corpus"] = positionals;
  const subjects = readSubjects(resolve(given), values.source);
  if (subjects.length === 0) throw new Error(`no configurations in "${given}"`);
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    platform: PLATFORMS.find((it) => it === values.platform) ?? "any",
    policy: POLICY_IDS.find((it) => it === values.policy) ?? DEFAULT_SETTINGS.policy,
  };
  const parser = await startParser();
  const host = createNodeHost();
  const found: Counted[] = [];
  for (const subject of subjects) {
    found.push(...(await findingsIn(new Session(parser, host), subject, settings)));
  }
  for (const { finding, place } of found.filter((it) => it.finding.rule === values.list)) {
    write(`${place} ${finding.severity}: ${finding.message}\n`);
  }
  write(`${subjects.length} configurations, policy ${settings.policy}\n`);
  write(tableText(countsOf(found, RULES)));
}

async function findingsIn(
  session: Session,
  { root, folder, place, isGoodPractice }: Subject,
  settings: Settings,
): Promise<readonly Counted[]> {
  const told = { ...(folder !== undefined && { folder }), ...(place && { place }) };
  const result = await session.check(root, { settings, root, ...told });
  return (result?.findings ?? []).map((finding) => {
    const line = result?.files.get(finding.file)?.lines.positionAt(finding.span.start).line ?? 0;
    return { finding, root, isGoodPractice, place: `${finding.file}:${line + 1}` };
  });
}

async function startParser() {
  const treeSitter = createRequire(join(process.cwd(), "package.json")).resolve(
    "web-tree-sitter/web-tree-sitter.wasm",
  );
  const wasm = { treeSitter: readFileSync(treeSitter), nginx: readFileSync("grammar/nginx.wasm") };
  return createParser(wasm, VOCABULARY);
}

function write(text: string): void {
  process.stdout.write(text);
}

main().catch((error: unknown) => {
  process.stderr.write(`findings: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
