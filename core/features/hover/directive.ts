/** What NGINX says of a directive, with the facts of the tables. */
import { familyOfPlace } from "../../config/definitions.ts";
import type { Located, Scope } from "../../config/scope.ts";
import {
  type DirectiveRow,
  docUrl,
  lookUp,
  type Place,
  pastRows,
  type TlsFamily,
  tlsDirective,
} from "../../knowledge/directives.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { versionAtLeast } from "../../settings.ts";
import { code, link, paragraphs, plain } from "./markdown.ts";
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

/** The row that counts where the directive stands; where it may not stand, the likeliest. */
export function rowOf({ directive, scope }: Located): DirectiveRow | undefined {
  return rowAt(directive.name.text, scope);
}

/** The same of a directive that is only being written. */
export function rowAt(name: string, scope: Scope): DirectiveRow | undefined {
  const rows = lookUp(name);
  const outer = scope.opener?.directive.name.text ?? "";
  const here = rows.filter(
    (it) => it.places.includes(scope.place) && (it.parents?.includes(outer) ?? true),
  );
  const family = scope.place.replace(/\/.*/, "");
  return (
    here[0] ??
    rows.find((it) => it.places.includes(scope.place)) ??
    rows.find((it) => it.places.some((place) => place.startsWith(family))) ??
    rows[0]
  );
}

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

/** For a directive without documented syntax. */
export function argumentsOf({ values, min, max, slot }: DirectiveRow): string {
  if (slot === "flag") return "on | off";
  if (values && max === 1) return values.join(" | ");
  const needed = Array.from({ length: Math.min(min, MOST_ARGUMENTS) }, () => "<value>");
  const more = max === null || max > min ? ["[<value> …]"] : [];
  return [...needed, ...more].join(" ");
}

const MOST_ARGUMENTS = 4;

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
