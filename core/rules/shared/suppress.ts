/** Silences the findings that comments name, and says which comments silence nothing. */
import { type Config, settingsAt } from "../../config/config.ts";
import type { SourceFile } from "../../config/source-file.ts";
import {
  isSuppressible,
  reaches,
  readSuppressions,
  type SuppressedRule,
  type Suppression,
} from "../../config/suppressions.ts";
import type { Finding } from "../../finding.ts";
import { isNamed } from "../../setting-values.ts";
import { RULE_IDS } from "./ids.ts";
import { type Judged, joinFindings } from "./join.ts";
import { byPlace, isOn, type RuleFailure, toFinding } from "./lint.ts";
import type { Rule, SuppressionHook } from "./rule.ts";

export interface Settled {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

export interface SuppressedFinding {
  readonly finding: Finding;
  /** What the comment says; empty if it gives no reason. */
  readonly reason: string;
}

export interface Settling extends Judged {
  readonly failures: readonly RuleFailure[];
}

/**
 * The findings of several configurations, joined, without those that comments silence. A comment is used if
 * any of the configurations has a finding for it.
 */
export function settle(
  judged: readonly Settling[],
  rules: readonly Rule[],
  heedComments = true,
): Settled {
  const joined = joinFindings(judged);
  const files = new Map(judged.flatMap(({ config }) => [...config.files]));
  const commented = [...files.values()].filter(
    (it) => readSuppressions(it).suppressions.length > 0,
  );
  if (!heedComments || commented.length === 0) return { findings: joined, suppressed: [] };
  const used = new Set<SuppressedRule>();
  const first = split(joined, files, used);
  const unused = commented.flatMap((it) => findUnused(it, judged, rules, used));
  const second = split(unused, files, used);
  return {
    findings: [...first.findings, ...second.findings].sort(byPlace),
    suppressed: [...first.suppressed, ...second.suppressed],
  };
}

function split(
  findings: readonly Finding[],
  files: ReadonlyMap<string, SourceFile>,
  used: Set<SuppressedRule>,
): Settled {
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const by = suppressionsOf(finding, files.get(finding.file));
    for (const { rule } of by) used.add(rule);
    const [first] = by;
    if (first) suppressed.push({ finding, reason: first.suppression.reason });
    else kept.push(finding);
  }
  return { findings: kept, suppressed };
}

interface Named {
  readonly suppression: Suppression;
  readonly rule: SuppressedRule;
}

function suppressionsOf(finding: Finding, file: SourceFile | undefined): readonly Named[] {
  if (!file || !isSuppressible(finding.rule)) return [];
  return named(file).filter(({ rule }) => reaches(rule, finding.rule, finding.span.start));
}

function named(file: SourceFile): readonly Named[] {
  return readSuppressions(file).suppressions.flatMap((suppression) =>
    suppression.rules.map((rule) => ({ suppression, rule })),
  );
}

function findUnused(
  file: SourceFile,
  judged: readonly Settling[],
  rules: readonly Rule[],
  used: ReadonlySet<SuppressedRule>,
): readonly Finding[] {
  const holding = judged.filter((it) => it.files.has(file.path));
  const [config] = holding.map((it) => it.config);
  if (!config || !holding.every((it) => knowsAll(it, file))) return [];
  const failed = new Set(holding.flatMap((it) => it.failures.map((failure) => failure.rule)));
  const settings = settingsAt(config, file.path);
  const spoke = (it: Rule) => isOn(it, settings) && !failed.has(it.id);
  return rules.flatMap((reporter) => {
    if (!("checkUnused" in reporter) || !isOn(reporter, settings)) return [];
    const unused = named(file).filter(
      ({ rule }) => !used.has(rule) && isExpected(rule.name, reporter, rules, spoke),
    );
    return unused.flatMap((it) => report(reporter, it, file, config));
  });
}

/** True if every finding that the file can have was to be found. */
function knowsAll({ config }: Settling, { tree }: SourceFile): boolean {
  return config.kind === "main" && !tree.template && tree.errors.length === 0;
}

/** True for a rule whose findings depend on what certificates and other files this machine has. */
export function judgesFiles(rule: string): boolean {
  return OF_FILES.test(rule);
}

const OF_FILES =
  /^(tls-(?!protocols|ecdh)|include-|stapling-no-(issuer|ocsp-url)$|server-tls-(same-type|vhost)|client-depth$|upstream-tls-(depth$|name-not-in)|password-file|session-ticket-key-size$|cipher-cert-mismatch$|dhparam-not)/;

/** False if other reasons than the text explain that a rule is silent. */
function isExpected(
  name: string,
  reporter: Rule,
  rules: readonly Rule[],
  spoke: (rule: Rule) => boolean,
): boolean {
  const ids = RULE_IDS.filter((it) => isNamed(it, name));
  // Of a name that is no rule's, suppression-invalid tells.
  if (name === reporter.id || ids.length === 0 || ids.some(judgesFiles)) return false;
  return rules.filter((it) => isNamed(it.id, name)).every(spoke);
}

function report(
  rule: Rule & SuppressionHook,
  { suppression, rule: unused }: Named,
  file: SourceFile,
  config: Config,
): readonly Finding[] {
  const found = rule.checkUnused({ file, suppression, rule: unused });
  return [toFinding(rule, found, settingsAt(config, file.path))];
}
