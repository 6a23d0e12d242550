/** `core/rules/index.ts`: every file of `core/rules` that exports a rule named like itself; `shared/ids.ts`: their ids. */
import { readdirSync } from "node:fs";
import { compare, HEADER, type Output, readText } from "./output.ts";

export function ruleIndex(): Output[] {
  const ids = readdirSync("core/rules")
    .filter((it) => it.endsWith(".ts") && it !== "index.ts")
    .map((it) => it.slice(0, -".ts".length))
    .filter((id) =>
      new RegExp(`^export const ${camelCase(id)}: Rule\\b`, "m").test(
        readText(`core/rules/${id}.ts`),
      ),
    )
    .sort(compare);
  const imports = [
    ...ids.map((id) => ({ id, text: `import { ${camelCase(id)} } from "./${id}.ts";` })),
    { id: "shared", text: 'import type { Rule } from "./shared/rule.ts";' },
  ].sort((a, b) => compare(a.id, b.id));
  const list = ids.length ? `[\n${ids.map((id) => `  ${camelCase(id)},`).join("\n")}\n]` : "[]";
  const text = `${HEADER}\n${imports.map((it) => it.text).join("\n")}\n\nexport const RULES: readonly Rule[] = ${list};\n`;
  const names = ids.map((id) => `  "${id}",`).join("\n");
  return [
    { path: "core/rules/index.ts", text },
    {
      path: "core/rules/shared/ids.ts",
      text: `${HEADER}\n\nexport const RULE_IDS: readonly string[] = [\n${names}\n];\n`,
    },
  ];
}

function camelCase(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
