/** Runs rules over a configuration. */
import type { FileFacts } from "../certificates/file-facts.ts";
import { type Config, settingsAt } from "../config/config.ts";
import { listenersOf } from "../config/listeners.ts";
import type { Located, Scope } from "../config/scope.ts";
import { pathNamed } from "../config/tls-files.ts";
import type { Finding, Related } from "../finding.ts";
import { policyNamed } from "../knowledge/policies/policies.ts";
import type { Settings } from "../settings.ts";
import { compareTexts } from "../text.ts";
import type { DirectiveHook, RelatedPlace, Report, Rule, RuleContext, ServerHook } from "./rule.ts";
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

/** The world around a configuration, as far as rules get to know it. */
export interface Surroundings {
  /** The files that it names, by their path here; without those that nobody could or should look at. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What all active rules say, before comments silence any of it. Never throws. */
export function lint(
  config: Config,
  rules: readonly Rule[],
  surroundings: Surroundings,
): LintResult {
  const run = new Run(config, surroundings);
  const active = rules.filter((it) => isActive(it, config));
  for (const rule of active) run.guard(rule, (ctx) => runHook(rule, config, ctx));
  return { findings: run.sorted(), failures: run.failures };
}

function isActive(rule: Rule, { settings, fileSettings }: Config): boolean {
  return isOn(rule, settings) || [...fileSettings.values()].some((it) => isOn(rule, it));
}

/** True if the rule runs with these settings. */
export function isOn({ id, activation }: Rule, { rules }: Settings): boolean {
  const configured = rules[id];
  return configured === undefined ? activation !== "opt-in" : configured !== "off";
}

function runHook(rule: Rule, config: Config, ctx: RuleContext): void {
  if ("checkFile" in rule) for (const file of config.files.values()) rule.checkFile(file, ctx);
  else if ("checkConfig" in rule) rule.checkConfig(config, ctx);
  else if ("checkDirective" in rule) checkDirectives(rule, config.root, ctx);
  else if ("checkConnection" in rule) {
    for (const connection of config.connections) rule.checkConnection(connection, ctx);
  } else if ("checkServer" in rule) checkServers(rule, config, ctx);
  else if ("checkSocket" in rule) {
    for (const socket of listenersOf(config).sockets) rule.checkSocket(socket, ctx);
  } else if ("checkIdentity" in rule) {
    for (const identity of config.identities) rule.checkIdentity(identity, ctx);
  }
}

function checkServers(rule: Rule & ServerHook, config: Config, ctx: RuleContext): void {
  if (!rule.needs.some((it) => config.root.everywhere(it).length > 0)) return;
  for (const server of listenersOf(config).servers) rule.checkServer(server, ctx);
}

function checkDirectives(rule: Rule & DirectiveHook, root: Scope, ctx: RuleContext): void {
  if (!rule.directives) {
    for (const scope of root.inward()) {
      for (const located of scope.entries) rule.checkDirective(located, ctx);
    }
    return;
  }
  if ("index" in rule.directives) {
    for (const located of root.about(rule.directives)) rule.checkDirective(located, ctx);
    return;
  }
  for (const name of rule.directives) {
    for (const located of root.everywhere(name)) rule.checkDirective(located, ctx);
  }
}

class Run {
  readonly failures: RuleFailure[] = [];
  readonly #config: Config;
  readonly #surroundings: Surroundings;
  /** Of the files that directives name; "" for none. */
  readonly #paths = new Map<Located, string>();
  readonly #findings = new Map<string, Finding>();
  readonly #contexts = new Map<Rule, RuleContext>();

  constructor(config: Config, surroundings: Surroundings) {
    this.#config = config;
    this.#surroundings = surroundings;
  }

  guard(rule: Rule, action: (ctx: RuleContext) => void): void {
    try {
      action(this.#context(rule));
    } catch (error) {
      this.failures.push({ rule: rule.id, error });
    }
  }

  sorted(): Finding[] {
    return [...this.#findings.values()].sort(byPlace);
  }

  #context(rule: Rule): RuleContext {
    const known = this.#contexts.get(rule);
    if (known) return known;
    const context: RuleContext = {
      config: this.#config,
      policyAt: ({ path }) => policyNamed(settingsAt(this.#config, path).policy),
      now: this.#surroundings.now,
      file: (located) => this.#file(located),
      pem: (located) => {
        const file = this.#file(located);
        return file?.status === "read" ? file.pem : undefined;
      },
      report: (report) => this.#add(rule, report),
    };
    this.#contexts.set(rule, context);
    return context;
  }

  #file(located: Located): FileFacts | undefined {
    const { files } = this.#surroundings;
    if (files.size === 0) return undefined;
    let path = this.#paths.get(located);
    if (path === undefined) {
      path = pathNamed(this.#config, located) ?? "";
      this.#paths.set(located, path);
    }
    return files.get(path);
  }

  #add(rule: Rule, report: Report): void {
    const settings = settingsAt(this.#config, report.file.path);
    if (!isOn(rule, settings)) return;
    if (isUnsettled(rule.id, report.severity ?? rule.severity, report, this.#config)) return;
    const { file, span, message } = report;
    const key = `${rule.id}\n${file.path}\n${span.start}\n${span.end}\n${message}`;
    if (this.#findings.has(key)) return;
    this.#findings.set(key, toFinding(rule, report, settings));
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
