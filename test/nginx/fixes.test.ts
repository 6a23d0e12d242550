/**
 * Each fix of each example of each rule: the finding goes, no other comes, and nginx accepts the outcome where it accepted
 * the example, or where the finding was what it refused.
 */
import { afterAll, describe, expect, test } from "vitest";
import {
  type Config,
  DEFAULT_SETTINGS,
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
  FIXTURE_FOLDER,
  splitFiles,
  stripAnnotations,
} from "../harness/fixture.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { EXAMPLE_TIME } from "../harness/rule.ts";
import { worldOf } from "./example-world.ts";
import { nginxTest, type Verdict } from "./harness.ts";
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

const COUNTS = new Map<string, number>();

afterAll(() => {
  const rows = [...COUNTS].sort(([a], [b]) => a.localeCompare(b));
  process.stdout.write(
    `\nfixes\n${rows.map(([what, n]) => `${String(n).padStart(5)}  ${what}`).join("\n")}\n`,
  );
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
  const certificates = Object.fromEntries(
    Object.entries(example.files ?? {}).map(([path, it]) => [
      path.startsWith("/") ? path : `${FIXTURE_FOLDER}/${path}`,
      it,
    ]),
  );
  const session = new Session(PARSER, memoryHost(texts, certificates), rules);
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

function countUp(what: string): void {
  COUNTS.set(what, (COUNTS.get(what) ?? 0) + 1);
}

describe("each fix", () => {
  test.each(CASES.map((it) => [it.name, it] as const))("%s", async (_, { rule, example }) => {
    const texts = textsOf(example);
    const own = await check(texts, example, [rule]);
    const fixes = own.findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
    const all = await check(texts, example, RULES);
    const isFatal = own.findings.some((it) => it.severity === "error");
    const judged = { example, isFatal };
    const before = await judge(judged, texts, all);
    for (const { finding, fix } of fixes) {
      const fixed = applyFileEdits(texts, fix.edits);
      const left = (await check(fixed, example, [rule])).findings;
      expect(left.length, `"${fix.title}" mends its finding`).toBeLessThan(own.findings.length);
      const after = await check(fixed, example, RULES);
      const unexpected = newOnes(all.findings, after.findings).filter(
        (it) => !EXPECTED_AFTER.has(`${rule.id} -> ${it.rule}`),
      );
      expect.soft(unexpected.map(keyOf), `"${fix.title}" brings nothing new`).toEqual([]);
      await compare(judged, fixed, { title: fix.title, finding, before, after });
    }
  });
});

interface Fixed {
  readonly title: string;
  readonly finding: Finding;
  readonly before: Verdict | Skipped;
  readonly after: Checked;
}

async function compare(
  judged: Judged,
  fixed: Texts,
  { title, finding, before, after }: Fixed,
): Promise<void> {
  if ("skipped" in before) return countUp(`not judged: ${before.skipped}`);
  if (!before.ok && finding.severity !== "error") {
    return countUp("not judged: nginx refuses the example for what the fix is not about");
  }
  const verdict = await judge(judged, fixed, after);
  if ("skipped" in verdict) return countUp(`not judged: ${verdict.skipped}`);
  const isLeft = after.findings.some((it) => it.severity === "error");
  if (!before.ok && !verdict.ok && isLeft) return countUp("not judged: another error is left");
  expect.soft(verdict.message, `nginx accepts what "${title}" makes`).toBe("");
  countUp(before.ok ? "accepted before and after" : "refused before, accepted after");
}

interface Skipped {
  readonly skipped: string;
}

interface Judged {
  readonly example: Example;
  /** True if nginx is said to refuse the example, which then must lack what it lacks. */
  readonly isFatal: boolean;
}

/** nginx's verdict, unless it lacks what the configuration is about. */
async function judge(
  { example, isFatal }: Judged,
  texts: Texts,
  { config }: Checked,
): Promise<Verdict | Skipped> {
  const pair = isFatal ? "own" : "given";
  const files = await worldOf(example, texts, config, pair);
  if (!files) return { skipped: "a file that can't be made" };
  const verdict = await nginxTest(files);
  if (verdict.ok) return verdict;
  const reason = await lack(verdict, example, texts);
  return reason === undefined ? verdict : { skipped: reason };
}

/** Why the installed nginx can't judge; undefined if it can. */
async function lack(
  { message }: Verdict,
  example: Example,
  texts: Texts,
): Promise<string | undefined> {
  if (/unknown directive "mail"|"mail" directive/.test(message)) return "no mail module";
  const installed = { nginxVersion: "1.22.1", opensslVersion: "3.0", platform: "nginx" } as const;
  const here = await check(texts, example, RULES, installed);
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
