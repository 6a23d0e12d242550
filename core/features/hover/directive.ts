/** What NGINX says of a directive, with the facts of the tables. */
import { familyOfPlace } from "../../config/definitions.ts";
import type { Located } from "../../config/scope.ts";
import {
  type DirectiveRow,
  docUrl,
  type Place,
  pastRows,
  type TlsFamily,
  tlsDirective,
} from "../../knowledge/directives.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { versionAtLeast } from "../../settings.ts";
import { argumentsOf, rowOf } from "../directive-row.ts";
import { code, link, paragraphs, plain } from "../markdown.ts";
import type { Subject } from "./request.ts";

/** Syntax, facts and NGINX's text. Undefined for a name that nobody knows. */
export function directiveSection(subject: Subject): string | undefined {
  const row = rowOf(subject.located);
  if (!row) return removedSection(subject.located);
  const { name, page } = row;
  return paragraphs(
    headOf(subject, row),
    subject.documentation.directive(name, page) ?? withoutText(row),
  );
}

/** Facts alone, with the syntax if it is short, for a hover that is about a value. */
export function directiveHead(subject: Subject): string | undefined {
  const row = rowOf(subject.located);
  return row && headOf(subject, row, SHORT);
}

/** Syntax of more characters is left out where a value is explained. */
const SHORT = 160;

function headOf(
  { config, located }: Subject,
  row: DirectiveRow,
  longest: number = Number.POSITIVE_INFINITY,
): string {
  const forms = syntaxOf(row)?.forms ?? [];
  const written = (forms.length > 0 ? forms : [argumentsOf(row)]).map((it) => statement(row, it));
  const version = config.settings.nginxVersion;
  const facts = [
    defaultOf(row),
    contextsOf(row),
    sinceOf(row, located, version),
    row.origin === "removed" ? removalOf(row.name) : undefined,
    row.deprecated ? `deprecated in favour of ${code(row.deprecated)}` : undefined,
    moduleOf(row, located.scope.place),
  ];
  const syntax = written.join("\n");
  const fence = syntax.length > longest ? "" : `\`\`\`nginx\n${syntax}\n\`\`\``;
  const named = fence === "" ? code(row.name) : undefined;
  return paragraphs(fence, [named, ...facts].filter((it) => it !== undefined).join(" · "));
}

function statement({ name, block }: DirectiveRow, form: string): string {
  const rest = form.replace(/\{\.\.\.\}$/, "").trim();
  const start = rest === "" ? name : `${name} ${rest}`;
  return block || form.endsWith("{...}") ? `${start} { … }` : `${start};`;
}

function defaultOf(row: DirectiveRow): string | undefined {
  const value = syntaxOf(row)?.default;
  return value === undefined ? undefined : `default ${code(value)}`;
}

const CONTEXTS: Partial<Record<Place, string>> = {
  "http/location/if": "if in location",
  "http/server/if": "if in server",
  "http/location/limit_except": "limit_except",
};

function contextsOf({ places }: DirectiveRow): string | undefined {
  const known = places.filter((it) => it !== "other");
  if (known.length === 0) return undefined;
  const names = known.map((it) => CONTEXTS[it] ?? it.slice(it.lastIndexOf("/") + 1));
  return `in ${[...new Set(names)].map(code).join(", ")}`;
}

function sinceOf(row: DirectiveRow, { scope }: Located, version: string): string | undefined {
  const family = familyNamed(scope.place);
  const tls = row.origin === "nginx" ? tlsDirective(row.name, family)?.since : undefined;
  const since = tls ?? row.since;
  if (since === undefined) return undefined;
  const isTooNew = tls !== undefined && /^\d/.test(tls) && !versionAtLeast(version, tls);
  return `since ${plain(since)}${isTooNew ? ` (**nginx ${plain(version)} lacks it**)` : ""}`;
}

function familyNamed(place: Place): TlsFamily {
  return familyOfPlace(place) ?? (place.startsWith("mail") ? "mail" : "core");
}

function moduleOf(row: DirectiveRow, place: Place): string | undefined {
  const { module, origin, repo, page, name } = row;
  if (origin === "third-party") {
    const url = repo === undefined ? undefined : `https://github.com/${repo}`;
    return `third-party module ${link(plain(repo ?? module), url)}`;
  }
  const named = plain(module || "documentation");
  const linked = page === "" ? named : link(named, docUrl(name, place));
  return origin === "plus" ? `${linked} · **NGINX Plus** or a separate module` : linked;
}

function withoutText({ origin, page, name }: DirectiveRow): string | undefined {
  if (origin === "third-party" || page !== "") return undefined;
  return `NGINX does not document ${code(name)}.`;
}

/** A directive that only older versions have. */
function removedSection({ directive }: Located): string | undefined {
  const { text } = directive.name;
  const removal = removalOf(text);
  return removal && `${code(text)} · ${removal}`;
}

function removalOf(name: string): string | undefined {
  const until = pastRows(name).find((it) => it.until !== undefined)?.until;
  return until && `**removed in nginx ${plain(until)}**`;
}
