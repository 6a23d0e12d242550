/**
 * Each fix of each example of each rule: the finding goes, no other comes, and nginx accepts the outcome where it accepted
 * the example, or where the finding was what it refused.
 */
import { afterAll, describe, expect, inject, test } from "vitest";
import {
  type Config,
  DEFAULT_SETTINGS,
  EXAMPLE_TIME,
  type Example,
  type Finding,
  RULES,
  type Rule,
  Session,
  type Settings,
} from "#core";
import {
  applyFileEdits,
  dedent,
  inFixtureFolder,
  splitFiles,
  stripAnnotations,
} from "../harness/fixture.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { worldOf } from "./example-world.ts";
import { nginxTest, type Verdict } from "./harness.ts";
import type { Oracle } from "./oracle.ts";
import type { Texts } from "./rule-examples.ts";

const UNVERIFIED = "the hop was in plain text; that it verifies nothing shows when it is TLS";
const NEW_TLS = "what is asked of a server with TLS shows when it has TLS";

/** What comes instead of a finding, and why that is as it should be; `fixed rule -> new rule`. */
const EXPECTED_AFTER: ReadonlyMap<string, string> = new Map([
  ["grpc-pass-scheme -> upstream-tls-verify-off", UNVERIFIED],
  ["stream-terminate-then-plain-443 -> upstream-tls-verify-off", UNVERIFIED],
  ["upstream-plaintext-to-tls-port -> upstream-tls-verify-off", UNVERIFIED],
  ["upstream-tls-directives-ineffective -> upstream-tls-verify-off", UNVERIFIED],
  ["http3-no-tcp -> hsts-missing", NEW_TLS],
  ["http3-no-tcp -> server-tls-no-certificate", "the example has no certificate for QUIC either"],
  ["listen-443-no-ssl -> hsts-missing", NEW_TLS],
  ["server-cert-without-ssl-listen -> hsts-missing", NEW_TLS],
  [
    "server-cert-without-ssl-listen -> plaintext-and-tls-same-server",
    "both was what one asked for",
  ],
  ["ssl-directive-removed -> hsts-missing", NEW_TLS],
  ["upstream-tls-depth-zero -> redundant-default", "the second fix writes what is meant"],
  [
    "upstream-variable-no-resolver -> upstream-tls-variable-no-reuse",
    "only with a resolver the upstream can be reached at all",
  ],
]);

/** The rules of which a fix came out in each way. */
const OUTCOMES = new Map<string, string[]>();

afterAll(() => {
  const rows = [...OUTCOMES].sort(([a], [b]) => a.localeCompare(b));
  const lines = rows.map(([outcome, rules]) => {
    const names = outcome.startsWith("not judged") ? ` (${[...new Set(rules)].join(", ")})` : "";
    return `${String(rules.length).padStart(5)}  ${outcome}${names}`;
  });
  process.stdout.write(`\nfixes\n${lines.join("\n")}\n`);
});

interface Checked {
  readonly findings: readonly Finding[];
  readonly config: Config;
}

async function check(
  texts: Texts,
  example: Example,
  rules: readonly Rule[],
  more: Partial<Settings> = {},
): Promise<Checked> {
  const host = memoryHost(texts, inFixtureFolder(example.files));
  const session = new Session(PARSER, host, rules);
  const on = rules.filter((it) => it.activation === "opt-in").map((it) => [it.id, it.severity]);
  const result = await session.check(Object.keys(texts)[0] ?? "", {
    now: EXAMPLE_TIME,
    settings: {
      ...DEFAULT_SETTINGS,
      ...(rules.length === 1 && { rules: Object.fromEntries(on) }),
      ...example.settings,
      ...more,
    },
  });
  if (!result) throw new Error("no main file");
  return { findings: result.findings, config: result.config };
}

interface Case {
  readonly rule: Rule;
  readonly example: Example;
  readonly name: string;
}

const EXAMPLES: readonly Case[] = RULES.flatMap((rule) =>
  rule.examples.map((example, at) => ({ rule, example, name: `${rule.id}, example ${at + 1}` })),
);

/** Those with fixes. */
const CASES: Case[] = [];
for (const it of EXAMPLES) {
  const { findings } = await check(textsOf(it.example), it.example, [it.rule]);
  if (findings.some((finding) => finding.fixes.length > 0)) CASES.push(it);
}

function textsOf({ bad }: Example): Texts {
  return splitFiles(stripAnnotations(dedent(bad)));
}

/** Rule and message, without what a message says of a position. */
function keyOf({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

/** Findings that are there more often than before; a rule's that says the same in other words does not count. */
function newOnes(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const had = new Set(before.map(keyOf));
  const count = (all: readonly Finding[], rule: string) =>
    all.filter((it) => it.rule === rule).length;
  return after.filter(
    (it) => !had.has(keyOf(it)) && count(after, it.rule) > count(before, it.rule),
  );
}

describe("each fix", () => {
  test.each(CASES.map((it) => [it.name, it] as const))("%s", async (_, { rule, example }) => {
    const texts = textsOf(example);
    const own = await check(texts, example, [rule]);
    const fixes = own.findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
    const all = await check(texts, example, RULES);
    const isPairLeftOut = own.findings.some(
      (it) => it.severity === "error" && /certificate/.test(it.message),
    );
    const judged = { example, isPairLeftOut };
    for (const { finding, fix } of fixes) {
      const fixed = applyFileEdits(texts, fix.edits);
      const left = (await check(fixed, example, [rule])).findings;
      expect(left.length, `"${fix.title}" mends its finding`).toBeLessThan(own.findings.length);
      const after = await check(fixed, example, RULES);
      const unexpected = newOnes(all.findings, after.findings).filter(
        (it) => !EXPECTED_AFTER.has(`${rule.id} -> ${it.rule}`),
      );
      expect.soft(unexpected.map(keyOf), `"${fix.title}" brings nothing new`).toEqual([]);
      await compare(judged, texts, fixed, { title: fix.title, finding, before: all, after });
    }
  });
});

interface Fixed {
  readonly title: string;
  readonly finding: Finding;
  readonly before: Checked;
  readonly after: Checked;
}

/** The first nginx that can judge the example and what the fix made of it does. */
async function compare(judged: Judged, texts: Texts, fixed: Texts, it: Fixed): Promise<void> {
  const outcomes: string[] = [];
  for (const oracle of inject("oracles")) {
    const outcome = await compareWith(oracle, judged, [texts, fixed], it);
    outcomes.push(outcome);
    if (!outcome.startsWith("not judged")) break;
  }
  const last = outcomes.at(-1) ?? "";
  const outcome = last.startsWith("not judged") ? (outcomes[0] ?? "") : last;
  OUTCOMES.set(outcome, [...(OUTCOMES.get(outcome) ?? []), it.finding.rule]);
}

async function compareWith(
  oracle: Oracle,
  judged: Judged,
  [texts, fixed]: readonly [Texts, Texts],
  { title, finding, before, after }: Fixed,
): Promise<string> {
  const first = await judge(oracle, judged, texts, before);
  if ("skipped" in first) return `not judged: ${first.skipped}`;
  if (!first.ok && finding.severity !== "error") {
    return "not judged: nginx refuses the example for what the fix is not about";
  }
  const [rest, end] = first.ok ? [fixed, after] : await mended(fixed, after, judged.example);
  const second = await judge(oracle, judged, rest, end);
  if ("skipped" in second) return `not judged: ${second.skipped}`;
  const isLeft = end.findings.some((it) => it.severity === "error");
  if (!first.ok && !second.ok && isLeft) return "not judged: another error is left";
  expect.soft(second.message, `nginx ${oracle.version} accepts what "${title}" makes`).toBe("");
  return first.ok ? "accepted before and after" : "refused before, accepted after";
}

/** What is left when the other errors are fixed too, as far as there are fixes. */
async function mended(
  texts: Texts,
  found: Checked,
  example: Example,
): Promise<readonly [Texts, Checked]> {
  const next = found.findings.find((it) => it.severity === "error" && it.fixes.length > 0);
  if (!next) return [texts, found];
  const fixed = applyFileEdits(texts, next.fixes[0]?.edits ?? []);
  return mended(fixed, await check(fixed, example, RULES), example);
}

interface Skipped {
  readonly skipped: string;
}

interface Judged {
  readonly example: Example;
  /** True if nginx is said to refuse a certificate or its absence; what lacks one must lack it then. */
  readonly isPairLeftOut: boolean;
}

/** nginx's verdict, unless it lacks what the configuration is about. */
async function judge(
  oracle: Oracle,
  { example, isPairLeftOut }: Judged,
  texts: Texts,
  { config }: Checked,
): Promise<Verdict | Skipped> {
  const pair = isPairLeftOut ? "own" : "given";
  const files = await worldOf(example, texts, config, pair);
  if (!files) return { skipped: "a file that can't be made" };
  const verdict = await nginxTest(files, "nginx.conf", oracle);
  if (verdict.ok) return verdict;
  const reason = await lack(oracle, verdict, example, texts);
  return reason === undefined ? verdict : { skipped: reason };
}

/** Why this nginx can't judge; undefined if it can. */
async function lack(
  { version, openssl }: Oracle,
  { message }: Verdict,
  example: Example,
  texts: Texts,
): Promise<string | undefined> {
  const own = { nginxVersion: version, opensslVersion: openssl, platform: "nginx" } as const;
  const here = await check(texts, example, RULES, own);
  const there = await check(texts, example, RULES);
  if (newOnes(there.findings, here.findings).some(isOfVersion)) return "another version of nginx";
  const [, name] = /^unknown directive "(\w+)"/.exec(message) ?? [];
  if (name !== undefined && /^(js_|perl|auth_jwt|zone_sync)/.test(name)) return "no such module";
  return undefined;
}

/** True if a release of nginx does not know or refuses something; it is a warning while the version is a guess. */
function isOfVersion({ rule, severity }: Finding): boolean {
  return severity === "error" || /^(directive|unsupported|plus|ssl)-/.test(rule);
}
