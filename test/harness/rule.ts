/**
 * Runs one rule over fixtures (`fixture.ts`) and holds what is true of all of them: fixes apply, mend their finding and
 * come to an end, and line ends do not matter.
 */
import { expect } from "vitest";
import {
  DEFAULT_SETTINGS,
  EXAMPLE_TIME,
  type FileFacts,
  type Finding,
  type PemFile,
  RULES,
  type Rule,
  Session,
  type Settings,
} from "#core";
import {
  annotateFiles,
  applyFileEdits,
  inFixtureFolder,
  splitFiles,
  stripAnnotations,
} from "./fixture.ts";
import { memoryHost } from "./memory-host.ts";
import { PARSER } from "./parser.ts";

export { conf } from "./fixture.ts";

const CURSOR = "$0";
const MAX_PASSES = 10;

export interface CheckSettings extends Partial<Settings> {
  /** What certificate files hold, by path relative to the main file's folder or absolute. */
  readonly files?: Readonly<Record<string, PemFile | FileFacts>>;
  /** The fixture has a syntax error on purpose. */
  readonly broken?: boolean;
}

export interface RuleTester {
  /** Lints `fixture` without its annotations and expects exactly the annotated findings. */
  check(fixture: string, settings?: CheckSettings): Promise<void>;
  /** Applies the fix (the first, or the one with this title) of the finding under `$0`. */
  checkFix(
    before: string,
    after: string,
    options?: CheckSettings & { title?: string },
  ): Promise<void>;
}

export function tester(id: string): RuleTester {
  const rule = ruleNamed(id);
  return {
    check: async (fixture, settings = {}) => {
      const files = splitFiles(stripAnnotations(fixture));
      const findings = await run(rule, files, settings);
      expect(annotateFiles(files, findings)).toBe(fixture);
      await checkInvariants(rule, files, findings, settings);
    },
    checkFix: async (before, after, options = {}) => {
      const cursor = before.indexOf(CURSOR);
      const files = splitFiles(before.replace(CURSOR, ""));
      const main = Object.keys(files)[0];
      const found = (await run(rule, files, options)).find(
        (it) => it.file === main && it.span.start <= cursor && cursor <= it.span.end,
      );
      const fix = options.title
        ? found?.fixes.find((it) => it.title === options.title)
        : found?.fixes[0];
      if (!fix) throw new Error(`"${id}" offers no such fix at ${CURSOR}`);
      expect(applyFileEdits(files, fix.edits)).toEqual(splitFiles(after));
    },
  };
}

export function ruleNamed(id: string): Rule {
  const rule = RULES.find((it) => it.id === id);
  if (!rule) throw new Error(`no rule "${id}"`);
  return rule;
}

/** Findings of one rule. Throws what the rule throws. */
export async function run(
  rule: Rule,
  files: Readonly<Record<string, string>>,
  settings: CheckSettings = {},
): Promise<readonly Finding[]> {
  const { files: pems, broken = false, ...overrides } = settings;
  const session = new Session(PARSER, memoryHost(files, inFixtureFolder(pems)), [rule]);
  const rules = rule.activation === "opt-in" ? { [rule.id]: rule.severity } : {};
  const result = await session.check(Object.keys(files)[0] ?? "", {
    now: EXAMPLE_TIME,
    settings: { ...DEFAULT_SETTINGS, rules, ...overrides },
  });
  if (!result) throw new Error("the fixture has no main file");
  for (const { error } of result.failures) throw error;
  if (!broken) {
    for (const file of result.config.files.values()) expect(file.tree.errors).toEqual([]);
  }
  return result.findings;
}

/** What holds for every fixture: fixes apply cleanly, converge, break nothing; CRLF changes nothing. */
async function checkInvariants(
  rule: Rule,
  files: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  settings: CheckSettings,
): Promise<void> {
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      const fixed = applyFileEdits(files, fix.edits);
      expect(fixed, `fix "${fix.title}" changes something`).not.toEqual(files);
      const after = await run(rule, fixed, settings);
      if (fix === finding.fixes[0]) {
        expect(after.length, `"${fix.title}" mends its finding`).toBeLessThan(findings.length);
      }
    }
  }
  await fixUntilClean(rule, files, settings);
  const crlf = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
  );
  const again = await run(rule, crlf, settings);
  expect(again.map((it) => it.message)).toEqual(findings.map((it) => it.message));
}

/** Applies first fixes until no finding has one. */
export async function fixUntilClean(
  rule: Rule,
  files: Readonly<Record<string, string>>,
  settings: CheckSettings = {},
): Promise<Record<string, string>> {
  let fixed: Record<string, string> = { ...files };
  for (let pass = 0; ; pass++) {
    const fix = (await run(rule, fixed, settings)).find((it) => it.fixes.length > 0)?.fixes[0];
    if (!fix) return fixed;
    expect(pass, "fixes must converge").toBeLessThan(MAX_PASSES);
    fixed = applyFileEdits(fixed, fix.edits);
  }
}
