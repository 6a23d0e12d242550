/** The forms of the directive that is being written, and the parameter that the cursor is at. */
import type { Config } from "../../config/config.ts";
import type { Scope } from "../../config/scope.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { DirectiveRow } from "../../knowledge/directives.ts";
import type { Documentation } from "../../knowledge/documentation.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { siteAt } from "../completion/site.ts";
import { cursorAt, scopesAt } from "../cursor.ts";
import { argumentsOf, rowAt } from "../directive-row.ts";
import { holdsEntries } from "../symbols/blocks.ts";
import { wordMeaning } from "../words.ts";
import { matchOf } from "./active.ts";
import { type SignatureForm, signaturesOf } from "./form.ts";

export interface Signature {
  readonly label: string;
  /** UTF-16 offsets in the label, half-open. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  /** Index of the parameter at the cursor; undefined behind the last one. */
  readonly active: number | undefined;
  /** What that parameter means, in Markdown. */
  readonly about: string | undefined;
}

export interface SignatureAnswer {
  readonly signatures: readonly Signature[];
  /** Index of the one that fits what is written best. */
  readonly active: number;
  /** The first paragraph of NGINX's text, in Markdown. */
  readonly documentation: string | undefined;
}

export interface SignatureRequest {
  readonly configs: readonly Config[];
  readonly file: SourceFile;
  readonly offset: number;
  readonly documentation: Documentation;
}

/** Undefined where no argument can be written, or the directive is not known. */
export function signatureAt(request: SignatureRequest): SignatureAnswer | undefined {
  const { file, offset, configs, documentation } = request;
  const site = siteAt(file, offset);
  if (!site?.name) return undefined;
  const cursor = { ...cursorAt(file, offset), blocks: site.blocks };
  const [scope] = configs.flatMap((it) => scopesAt(it, cursor));
  const row = scope && rowFor(site.name, scope);
  if (!row) return undefined;
  const forms = formsOf(row);
  if (forms.every((it) => it.parameters.length === 0)) return undefined;
  const args = site.args.map((it) => it.text);
  const current = file.text.slice(site.word.start, site.word.end);
  const matches = forms.map((it) => matchOf(it, args, current));
  const best = Math.max(...matches.map((it) => it.fitting));
  return {
    signatures: forms.map(({ label, parameters }, index) => {
      const active = matches[index]?.active;
      const words = active === undefined ? [] : (parameters[active]?.words ?? []);
      return {
        label,
        parameters: parameters.map(({ start, end }) => [start, end] as const),
        active,
        about: words.length === 1 ? meaningOf(words[0] ?? "", row, documentation) : undefined,
      };
    }),
    active: matches.findIndex((it) => it.fitting === best),
    documentation: documentation.directive(row.name, row.page)?.split("\n\n")[0],
  };
}

function meaningOf(word: string, row: DirectiveRow, documentation: Documentation) {
  return wordMeaning(row.name, word) ?? documentation.parameter(row.name, row.page, word);
}

function rowFor(name: string, scope: Scope): DirectiveRow | undefined {
  return holdsEntries(scope.kind) ? undefined : rowAt(name, scope);
}

function formsOf(row: DirectiveRow): readonly SignatureForm[] {
  const documented = syntaxOf(row)?.forms ?? [];
  const forms = documented.length > 0 ? documented : [argumentsOf(row)];
  return forms.flatMap((it) => signaturesOf(row.name, it));
}
