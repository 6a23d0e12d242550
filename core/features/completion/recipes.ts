/** TLS building blocks: several directives that belong together, without those that are in force already. */

import { counted } from "../../text.ts";
import { indentationUnit } from "./indentation.ts";
import { type CompletionItem, escapeSnippet, RANK } from "./item.ts";
import type { Recipe, RecipeSource } from "./recipe.ts";
import { clientCertificates, httpsServer, redirect, serverPolicy } from "./server-recipes.ts";
import type { Site } from "./site.ts";
import type { Spot } from "./surroundings.ts";
import { mutualTls, verifiedUpstream } from "./upstream-recipes.ts";

const SOURCES: readonly RecipeSource[] = [
  verifiedUpstream,
  mutualTls,
  serverPolicy,
  clientCertificates,
  redirect,
  httpsServer,
];

/** Only on a line of their own. */
export function recipeItems(site: Site, spots: readonly Spot[]): readonly CompletionItem[] {
  const before = site.file.text.slice(0, site.start);
  if (!site.endsLine || !/(^|\n)[ \t]*$/.test(before)) return [];
  const [spot] = spots;
  if (!spot?.likely) return [];
  const unit = indentationUnit(site.file);
  return SOURCES.flatMap((source) => {
    const recipe = source(spot, site);
    return recipe && recipe.lines.length > 0 ? [toItem(recipe, unit)] : [];
  });
}

function toItem({ label, words, explanation, lines }: Recipe, unit: string): CompletionItem {
  let stop = 0;
  const snippet = lines
    .map((line) =>
      line
        .map((it) =>
          typeof it === "string" ? escapeSnippet(it) : `\${${++stop}:${escapeSnippet(it.fill)}}`,
        )
        .join(""),
    )
    .join("\n");
  const plain = lines
    .map((line) => line.map((it) => (typeof it === "string" ? it : it.fill)).join(""))
    .join("\n");
  const count = counted(lines.length, "line");
  return {
    label,
    kind: "recipe",
    insert: plain.replaceAll("\t", unit),
    snippet: snippet.replaceAll("\t", unit),
    detail: `TLS, ${count}`,
    documentation: `${explanation}\n\n\`\`\`nginx\n${plain}\n\`\`\``,
    rank: RANK.named,
    filter: `${label} ${words}`,
  };
}
