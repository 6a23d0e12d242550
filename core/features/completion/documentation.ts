/** What is told of an offered directive or variable when its documentation is asked for. */
import { docUrl, lookUp, pastRows } from "../../knowledge/directives.ts";
import type { Documentation } from "../../knowledge/documentation.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { wordMeaning } from "../words.ts";
import type { CompletionItem, ParameterReference } from "./item.ts";

export type Documented = Pick<CompletionItem, "directive" | "variable"> & {
  readonly parameter?: ParameterReference & { readonly word: string };
};

/** Markdown; undefined where nothing is known. */
export function documentationOf(item: Documented, source: Documentation): string | undefined {
  if (item.variable) return source.variable(item.variable.name, item.variable.family)?.text;
  if (item.parameter) {
    const { name, page, word } = item.parameter;
    return wordMeaning(name, word) ?? source.parameter(name, page, word);
  }
  return item.directive && directiveText(item.directive, source);
}

function directiveText(
  { name, page, module }: NonNullable<Documented["directive"]>,
  source: Documentation,
): string {
  const rows = [...lookUp(name), ...pastRows(name)].filter((it) => it.module === module);
  const row = rows.find((it) => it.page === page) ?? rows[0];
  const syntax = row && syntaxOf(row);
  const end = row?.block ? "" : ";";
  const forms = syntax?.forms.map((it) => `${name} ${it.replace("{...}", "{ … }")}`.trim() + end);
  const facts = [
    syntax?.default === undefined ? undefined : `default \`${syntax.default}\``,
    row?.since === undefined ? undefined : `since nginx ${row.since}`,
    row?.until === undefined ? undefined : `until nginx ${row.until}`,
    page === "" ? undefined : `[nginx.org](${docUrl(name, row?.places[0])})`,
    row?.repo === undefined ? undefined : `[${row.repo}](https://github.com/${row.repo})`,
  ].filter((it) => it !== undefined);
  const fence = forms && forms.length > 0 ? `\`\`\`nginx\n${forms.join("\n")}\n\`\`\`` : undefined;
  return [fence, facts.join(" · "), source.directive(name, page)]
    .filter((it) => it !== undefined && it !== "")
    .join("\n\n");
}
