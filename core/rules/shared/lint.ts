/** Runs rules over a configuration. */
import type { FileFacts } from "../../certificates/file-facts.ts";
import { type Config, settingsAt } from "../../config/config.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { Sight, watcher } from "../../config/sight.ts";
import { pathNamed } from "../../config/tls-files.ts";
import type { Finding, Related } from "../../finding.ts";
import { policyNamed } from "../../knowledge/policies/policies.ts";
import type { Settings } from "../../settings.ts";
import { compareTexts } from "../../text.ts";
import { dispatch } from "./dispatch.ts";
import {
  bySubject,
  type LintMemory,
  type Placed,
  type Recall,
  type Remembered,
  type Surroundings,
} from "./memory.ts";
import type { RelatedPlace, Report, Rule, RuleContext } from "./rule.ts";
import { isUnsettled } from "./templates.ts";

export interface LintResult {
  /** By file, then position; no two alike. */
  readonly findings: readonly Finding[];
  /** Rules that threw: our bugs. The other rules' findings stand. */
  readonly failures: readonly RuleFailure[];
}

export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

/**
 * What all active rules say, before comments silence any of it. Never throws. `memory`: of what was found in this
 * configuration before; it remembers this time, too.
 */
export function lint(
  config: Config,
  rules: readonly Rule[],
  surroundings: Surroundings,
  memory?: LintMemory,
): LintResult {
  const paths = new Map<Located, string>();
  const recall = memory?.recall(config, surroundings);
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules.filter((it) => isActive(it, config))) {
    const run = new Run(rule, { config, surroundings, recall, paths });
    run.start();
    for (const it of run.findings()) findings.push(it);
    if (run.failure) failures.push(run.failure);
  }
  recall?.done();
  return { findings: findings.sort(byPlace), failures };
}

function isActive(rule: Rule, { settings, fileSettings }: Config): boolean {
  return isOn(rule, settings) || [...fileSettings.values()].some((it) => isOn(rule, it));
}

/** True if the rule runs with these settings. */
export function isOn({ id, activation }: Rule, { rules }: Settings): boolean {
  const configured = rules[id];
  return configured === undefined ? activation !== "opt-in" : configured !== "off";
}

interface World {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly recall: Recall | undefined;
  /** Of the files that directives name; "" for none. */
  readonly paths: Map<Located, string>;
}

/** One rule at work. */
class Run {
  failure: RuleFailure | undefined;
  readonly #rule: Rule;
  readonly #world: World;
  #sight: Sight | undefined;
  #places: Placed[] = [];
  #part: Scope | undefined;
  #rank = 0;
  #path: string | undefined;

  constructor(rule: Rule, world: World) {
    this.#rule = rule;
    this.#world = world;
  }

  start(): void {
    const kept = this.#world.recall?.of(this.#rule);
    this.#run(kept);
    if (kept && this.failure) this.#run(undefined);
  }

  #run(kept: Remembered | undefined): void {
    const { config, recall } = this.#world;
    const sight = kept?.sight ?? (recall && new Sight());
    this.#places = [...(kept?.places ?? [])];
    this.#sight = sight;
    this.failure = undefined;
    try {
      const audience = { ctx: this.#context(), sight, enter: this.#enter };
      dispatch(this.#rule, config, audience, kept?.where);
    } catch (error) {
      this.failure = { rule: this.#rule.id, error };
    }
    sight?.rest();
    this.#places.sort(bySubject);
    if (sight && !this.failure) recall?.keep(this.#rule, { sight, places: this.#places });
  }

  /** No two alike. */
  findings(): Iterable<Finding> {
    const found = new Map<string, Finding>();
    for (const { finding } of this.#places) {
      const { file, span, message } = finding;
      const key = `${file}\n${span.start}\n${span.end}\n${message}`;
      if (!found.has(key)) found.set(key, finding);
    }
    return found.values();
  }

  readonly #enter = (part: Scope | undefined, rank: number, path?: string): void => {
    this.#part = part;
    this.#rank = rank;
    this.#path = path;
    if (this.#sight) this.#sight.part = part;
  };

  #context(): RuleContext {
    const { config, surroundings } = this.#world;
    return {
      config,
      policyAt: ({ path }) => policyNamed(settingsAt(config, path).policy),
      get now() {
        const sight = watcher();
        if (sight) sight.now = true;
        return surroundings.now;
      },
      file: (located) => this.#file(located),
      pem: (located) => {
        const file = this.#file(located);
        return file?.status === "read" ? file.pem : undefined;
      },
      report: (report) => this.#add(report),
    };
  }

  #file(located: Located): FileFacts | undefined {
    const sight = watcher();
    if (sight) sight.facts = true;
    const { config, paths, surroundings } = this.#world;
    if (surroundings.files.size === 0) return undefined;
    let path = paths.get(located);
    if (path === undefined) {
      path = pathNamed(config, located) ?? "";
      paths.set(located, path);
    }
    return surroundings.files.get(path);
  }

  #add(report: Report): void {
    const rule = this.#rule;
    const { config } = this.#world;
    const settings = settingsAt(config, report.file.path);
    if (!isOn(rule, settings)) return;
    if (isUnsettled(rule.id, report.severity ?? rule.severity, report, config)) return;
    const place = { part: this.#part?.index ?? -1, path: this.#path, rank: this.#rank };
    this.#places.push({ ...place, finding: toFinding(rule, report, settings) });
  }
}

/** A report as a finding, with the severity that the settings give its rule. */
export function toFinding(rule: Rule, report: Report, settings: Settings): Finding {
  const configured = settings.rules[rule.id];
  const own = report.severity ?? rule.severity;
  return {
    rule: rule.id,
    severity: configured === undefined || configured === "off" ? own : configured,
    file: report.file.path,
    span: report.span,
    message: report.message,
    docs: report.docs ?? rule.docs.references[0],
    tags: report.tags ?? [],
    related: (report.related ?? []).map(toRelated),
    fixes: report.fixes ?? [],
  };
}

/** By file, then position, then rule. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    compareTexts(a.file, b.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareTexts(a.rule, b.rule)
  );
}

function toRelated({ file, span, message }: RelatedPlace): Related {
  return { file: file.path, span, message };
}
