/** What is written from the engine's own data. Bundled and run after the tables and the rule index. */
import { PROJECT_SETTINGS, RULES, SETTINGS, type Wasm } from "#core";
import { exampleFixes } from "./example-fixes.ts";
import type { Output } from "./output.ts";
import { rulePages } from "./rule-pages.ts";
import { projectSchema } from "./schema.ts";
import { settings } from "./settings.ts";

/** `wasm`: the modules of the parser, which the rules' examples are read with. */
export async function documents(wasm: Wasm): Promise<Output[]> {
  return [
    ...settings(SETTINGS, RULES),
    ...projectSchema(PROJECT_SETTINGS, RULES),
    ...rulePages(RULES, await exampleFixes(RULES, wasm)),
  ];
}
