/** What the rules say about themselves. */
import {
  compareTexts,
  type Example,
  isSuppressible,
  namedSettings,
  type Rule,
  suggestWord,
} from "#core";
import { CannotRun } from "./io.ts";

/** A line for each: id, severity, summary. */
export function listRules(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map((it) => it.id.length));
  const sorted = [...rules].sort((a, b) => compareTexts(a.id, b.id));
  return sorted
    .map((it) => `${it.id.padEnd(width)}  ${it.severity.padEnd(11)}  ${it.docs.summary}\n`)
    .join("");
}

/** Throws CannotRun for an unknown rule, and for a family of them. */
export function explainRule(rules: readonly Rule[], id: string): string {
  const rule = rules.find((it) => it.id === id);
  if (!rule) throw new CannotRun(whyUnknown(rules, id));
  const { docs } = rule;
  const sections = [
    `${rule.id} (${rule.severity}${rule.activation === "opt-in" ? ", off by default" : ""})\n${docs.summary}.`,
    docs.why.trim(),
    ...rule.examples.flatMap((it) => [
      `Bad${conditionsOf(it)}:\n\n${indent(it.bad)}`,
      `Good:\n\n${indent(it.good)}`,
    ]),
    ...(docs.fixSafety === undefined ? [] : [`Fix safety: ${docs.fixSafety}`]),
    ...(isSuppressible(id) ? [`In one place: # nginx-tls-disable-next-line ${id} -- why`] : []),
    `References:\n${docs.references.map((it) => `  ${it}`).join("\n")}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function whyUnknown(rules: readonly Rule[], id: string): string {
  const ids = rules.map((it) => it.id).sort(compareTexts);
  const family = id.endsWith("*") ? ids.filter((it) => it.startsWith(id.slice(0, -1))) : [];
  if (family.length > 0) return `"${id}" is a family, name one rule of it: ${family.join(", ")}`;
  const near = suggestWord(id, ids);
  const hint = near === undefined ? '"nginx-tls rules" lists them all' : `did you mean "${near}"?`;
  return `unknown rule "${id}"; ${hint}`;
}

/** The settings that an example is about. */
function conditionsOf({ settings = {} }: Example): string {
  const set = [...namedSettings(settings)].map(
    ([name, value]) => `${name} set to ${JSON.stringify(value)}`,
  );
  return set.length === 0 ? "" : `, with ${set.join(" and ")}`;
}

function indent(text: string): string {
  return text
    .replace(/^\n+|\s+$/g, "")
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}
