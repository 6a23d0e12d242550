/** What is written from the engine's own data. Bundled and run after the tables and the rule index. */
import { PROJECT_SETTINGS, RULES, SETTINGS } from "#core";
import type { Output } from "./output.ts";
import { rulePages } from "./rule-pages.ts";
import { projectSchema } from "./schema.ts";
import { settings } from "./settings.ts";

export function documents(): Output[] {
  return [
    ...settings(SETTINGS, RULES),
    ...projectSchema(PROJECT_SETTINGS, RULES),
    ...rulePages(RULES),
  ];
}
