/** `core/knowledge/generated/directives.ts`: every directive of nginx, njs, NGINX Plus and known modules. */
import type { CommandRow } from "./command-row.ts";
import { compare, Dictionary, HEADER, linesConstant, type Output, readSource } from "./output.ts";
import { foreignRows, pageOf } from "./reference-lib.ts";

export function directives(): Output[] {
  const history = readSource<CommandRow[]>("directive-history.json");
  const forms = new Map(history.filter((it) => !it.until).map((it) => [formOf(it), it]));
  const nginx = readSource<CommandRow[]>("directives.json").map((row) =>
    withOrigin({ ...forms.get(formOf(row)), ...row }),
  );
  const names = new Set(nginx.map((it) => it.name));
  const thirdParty = readSource<CommandRow[]>("directives-thirdparty.json").map((it) => ({
    ...it,
    origin: "third-party",
    page: "",
  }));
  const rows = [...nginx, ...foreignRows(names), ...thirdParty].sort(
    (a, b) =>
      compare(a.name, b.name) ||
      compare(a.origin ?? "", b.origin ?? "") ||
      compare(a.module, b.module) ||
      compare(a.contexts.join(), b.contexts.join()),
  );
  const modules = new Dictionary();
  const contexts = new Dictionary();
  const words = new Dictionary();
  const lines = rows.map((row) => encode(row, modules, contexts, words));
  const pastLines = history
    .filter((it) => it.until !== undefined)
    .map((row) => encode(withOrigin(row), modules, contexts, words));
  const text = [
    HEADER,
    "// Decoded by ../directives.ts.",
    "",
    linesConstant("MODULES", modules.values),
    linesConstant("CONTEXTS", contexts.values),
    linesConstant("WORDS", words.values),
    linesConstant("ROWS", [...new Set(lines)]),
    linesConstant("PAST_ROWS", [...new Set(pastLines)].sort(compare)),
    "",
  ].join("\n");
  return [{ path: "core/knowledge/generated/directives.ts", text }];
}

/** What makes a row of the history and a row of today the same. */
function formOf({ name, module, contexts, block, min, max, counts }: CommandRow): string {
  return JSON.stringify([name, module, [...contexts].sort(), block, min, max, counts]);
}

/** nginx files a few main-level directives under modules of other types; their pages are theirs. */
function withOrigin(row: CommandRow): CommandRow {
  const family = /^ngx_(http|stream|mail)_/.exec(row.module)?.[1] ?? "core";
  return {
    ...row,
    origin: /^ngx_(http|stream)_js_/.test(row.module) ? "njs" : "nginx",
    page: pageOf(row.name, family, row.contexts),
  };
}

/** `name module contexts arity [slot] [key=value …]`; numbers are indexes into the other tables. */
function encode(row: CommandRow, modules: Dictionary, contexts: Dictionary, words: Dictionary) {
  const module = [row.origin, row.module || "-", row.page || "-", row.repo ?? "-"].join(" ");
  const parts = [
    row.name,
    modules.indexOf(module.replace(/( -)+$/, "")),
    contexts.indexOf(row.contexts.join(" ")),
    arity(row),
  ];
  if (row.slot) parts.push(row.slot.replaceAll(" ", "-"));
  if (row.values) parts.push(`v=${words.indexOf(row.values.join(" "))}`);
  if (row.params) parts.push(`p=${words.indexOf(row.params.join(" "))}`);
  if (row.bounds?.every((it) => typeof it === "number")) parts.push(`b=${row.bounds.join(":")}`);
  if (row.deprecated && /^\w+$/.test(row.deprecated.new)) parts.push(`d=${row.deprecated.new}`);
  if (row.if && row.origin !== "third-party") parts.push(`i=${row.if.join("&")}`);
  if (row.since) parts.push(`s=${row.since}`);
  if (row.until) parts.push(`u=${row.until}`);
  if (row.repeat === "no") parts.push("r=1");
  return parts.join(" ");
}

/** `1`, `1-3`, `1,3` or `1+`, with `{` for a block. */
function arity({ min, max, counts, block }: CommandRow): string {
  const range = max === null ? `${min}+` : min === max ? `${min}` : `${min}-${max}`;
  return (counts ? counts.join(",") : range) + (block ? "{" : "");
}
