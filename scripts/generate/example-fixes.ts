/** The fixes that rules offer in their examples: a rule's page tells those, and no others. */
import { posix } from "node:path";
import {
  createParser,
  DEFAULT_SETTINGS,
  EXAMPLE_TIME,
  type Example,
  type Fix,
  type Host,
  type Rule,
  Session,
  type SyntaxParser,
  VOCABULARY,
  type Wasm,
} from "#core";

export type ExampleFix = Pick<Fix, "title" | "safety">;

const FOLDER = "/etc/nginx";
const MAIN_FILE = `${FOLDER}/nginx.conf`;

/** By rule id; each title once, in the order of the findings. */
export async function exampleFixes(
  rules: readonly Rule[],
  wasm: Wasm,
): Promise<ReadonlyMap<string, readonly ExampleFix[]>> {
  const parser = await createParser(wasm, VOCABULARY);
  const all = new Map<string, readonly ExampleFix[]>();
  for (const rule of rules) {
    const byTitle = new Map<string, ExampleFix>();
    for (const example of rule.examples) {
      for (const { title, safety } of await fixesIn(example, rule, parser)) {
        if (!byTitle.has(title)) byTitle.set(title, { title, safety });
      }
    }
    all.set(rule.id, [...byTitle.values()]);
  }
  return all;
}

/** The drawn findings are comments, and change nothing. */
async function fixesIn(
  example: Example,
  rule: Rule,
  parser: SyntaxParser,
): Promise<readonly Fix[]> {
  const session = new Session(parser, hostOf(example), [rule]);
  const rules = rule.activation === "opt-in" ? { [rule.id]: rule.severity } : {};
  const result = await session.check(MAIN_FILE, {
    now: EXAMPLE_TIME,
    settings: { ...DEFAULT_SETTINGS, rules, ...example.settings },
  });
  if (!result) throw new Error(`the example of ${rule.id} can't be read`);
  return result.findings.flatMap((it) => it.fixes);
}

/** A machine that has the example and the files it tells of. */
function hostOf({ bad, files = {} }: Example): Host {
  const text = bad.replace(/^\n/, "");
  const facts = new Map(
    Object.entries(files).map(([path, it]) => [
      posix.resolve(FOLDER, path),
      "blocks" in it ? ({ status: "read", size: 1000, pem: it } as const) : it,
    ]),
  );
  return {
    readFile: async (path) => (path === MAIN_FILE ? text : undefined),
    listFiles: async () => [],
    listFolders: async () => [],
    glob: async () => [],
    inspectFile: async (path) => facts.get(path),
  };
}
