/** Reads settings as somebody wrote them: in the editor, in `nginx-tls.json` or on the command line. */
import { DEFAULT_SETTINGS, SETTINGS, type SettingDescriptor, type Settings } from "./settings.ts";
import type { Severity } from "./severity.ts";

/** The settings that one place gives; what it does not give counts as before. */
export interface Layer {
  readonly values: Partial<Settings>;
  readonly problems: readonly SettingProblem[];
}

/** A value that was not usable, and is left out. */
export interface SettingProblem {
  /** The keys that lead to it. */
  readonly at: readonly string[];
  readonly message: string;
}

export interface ParsedSettings {
  readonly settings: Settings;
  /** One sentence for each value that was not usable; its default applies. */
  readonly problems: readonly string[];
}

/** Reads the `nginxTls` section. A bad value is reported and ignored; the rest applies. */
export function parseSettings(section: unknown, ruleIds: ReadonlySet<string>): ParsedSettings {
  const { values, problems } = readLayer(section, ruleIds, "nginxTls.");
  return {
    settings: withLayer(DEFAULT_SETTINGS, values),
    problems: problems.map((it) => it.message),
  };
}

/** Reads an object of settings, whose names are shown behind `prefix`. */
export function readLayer(
  section: unknown,
  ruleIds: ReadonlySet<string>,
  prefix: string,
  descriptors: readonly SettingDescriptor[] = SETTINGS,
): Layer {
  const problems: SettingProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const descriptor of descriptors) {
    const value = lookUp(section, descriptor.name);
    if (value === undefined || value === null) continue;
    const at = descriptor.name.split(".");
    const shown = `${prefix}${descriptor.name}`;
    const problem = checkValue(descriptor, value);
    if (problem !== undefined) problems.push({ at, message: `"${shown}" must be ${problem}` });
    else if (descriptor.kind === "rules") {
      const rules = readRules(value, ruleIds, shown);
      values[descriptor.key] = rules.severities;
      problems.push(...rules.problems.map((it) => ({ ...it, at: [...at, ...it.at] })));
    } else values[descriptor.key] = value;
  }
  return { values: values as Partial<Settings>, problems };
}

/** `base` with what a layer above it says; severities and folders are joined one by one. */
export function withLayer(base: Settings, values: Partial<Settings>): Settings {
  const { rules, pathMap } = values;
  return {
    ...base,
    ...values,
    ...(rules && { rules: { ...base.rules, ...rules } }),
    ...(pathMap && { pathMap: { ...base.pathMap, ...pathMap } }),
  };
}

/** True if the rule's family, such as `hsts-*`, or its id is what `pattern` says. */
export function isNamed(id: string, pattern: string): boolean {
  return pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

const SEVERITIES: readonly unknown[] = ["error", "warning", "information", "hint", "off"];

function lookUp(section: unknown, name: string): unknown {
  let value = section;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** What the value must be, if it is not. */
function checkValue({ kind, choices = [] }: SettingDescriptor, value: unknown): string | undefined {
  switch (kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "days":
      return Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : "a number of days";
    case "string":
      return typeof value === "string" ? undefined : "a string";
    case "choice":
      return choices.some((it) => it === value)
        ? undefined
        : `one of ${choices.map((it) => `"${it}"`).join(", ")}`;
    case "version":
      return typeof value === "string" && /^\d+(\.\d+){1,2}$/.test(value)
        ? undefined
        : 'a version such as "1.28.0"';
    case "paths":
      return isPathMap(value) ? undefined : "an object of absolute folders";
    case "rules":
      return typeof value === "object" && !Array.isArray(value)
        ? undefined
        : "an object of rule ids";
  }
}

function isPathMap(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([from, to]) => /^([A-Za-z]:)?\//.test(from) && typeof to === "string" && to !== "",
  );
}

interface Severities {
  readonly severities: Settings["rules"];
  readonly problems: readonly SettingProblem[];
}

/** Resolves families to the rules in them: what names a rule more closely counts, whatever the order. */
function readRules(value: unknown, ruleIds: ReadonlySet<string>, shown: string): Severities {
  const problems: SettingProblem[] = [];
  const severities: Record<string, Severity | "off"> = {};
  for (const [pattern, severity] of Object.entries(value as object).sort(byCloseness)) {
    const ids = [...ruleIds].filter((it) => isNamed(it, pattern));
    if (ids.length === 0) {
      problems.push({ at: [pattern], message: `"${shown}" names an unknown rule "${pattern}"` });
    } else if (!isSeverity(severity)) {
      problems.push({
        at: [pattern],
        message: `"${shown}" gives "${pattern}" an unknown severity`,
      });
    } else for (const id of ids) severities[id] = severity;
  }
  return { severities, problems };
}

function isSeverity(value: unknown): value is Severity | "off" {
  return SEVERITIES.includes(value);
}

function byCloseness([a]: [string, unknown], [b]: [string, unknown]): number {
  const closeness = (it: string) => (it.endsWith("*") ? it.length : Number.POSITIVE_INFINITY);
  return closeness(a) === closeness(b) ? 0 : closeness(a) - closeness(b);
}
