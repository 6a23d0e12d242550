/** What a rule is. A rule is one typed object with exactly one hook. */
import type { FileFacts } from "../../certificates/file-facts.ts";
import type { PemFile } from "../../certificates/pem.ts";
import type { Config } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import type { Identity } from "../../config/identities.ts";
import type { ListenSocket, VirtualServer } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { SuppressedRule, Suppression } from "../../config/suppressions.ts";
import type { Topic } from "../../config/topics.ts";
import type { FileEdit, Finding, Safety } from "../../finding.ts";
import type { Policy } from "../../knowledge/policies/policy.ts";
import type { Settings } from "../../settings.ts";
import type { Severity } from "../../severity.ts";
import type { Span } from "../../text.ts";

export type Rule = RuleFacts & Hook;

export interface RuleFacts {
  /** Kebab-case; also the name of its file, page and test. */
  readonly id: string;
  readonly severity: Severity;
  /** "opt-in": the rule runs only where the settings give it a severity. */
  readonly activation?: "opt-in";
  /** The release of nginx-tls that brought it; default: the first one. */
  readonly since?: string;
  readonly docs: RuleDocs;
  readonly examples: readonly [Example, ...Example[]];
}

export interface RuleDocs {
  /** One sentence, present tense, no full stop: the line shown in tables. */
  readonly summary: string;
  /** Markdown: why an operator should care, with the source of every TLS claim. */
  readonly why: string;
  /** What the fix may change. Required if a fix is `unsafe`. */
  readonly fixSafety?: string;
  /** The first is the link shown with each finding. */
  readonly references: readonly [string, ...string[]];
}

/**
 * Executed by the tests. `bad` carries its findings as drawn annotations; `good` is clean and, if the
 * rule offers a fix, is exactly `bad` with its first fixes applied until none is left.
 */
export interface Example {
  readonly bad: string;
  readonly good: string;
  /** Settings the example needs, where they differ from the defaults. */
  readonly settings?: Partial<Settings>;
  /** Set for text that nginx's lexer refuses. */
  readonly broken?: boolean;
  /** Files that the example names, by path relative to the configuration; others are not looked at. */
  readonly files?: Readonly<Record<string, PemFile | FileFacts>>;
}

type Hook =
  | FileHook
  | DirectiveHook
  | ConnectionHook
  | IdentityHook
  | ServerHook
  | ListenerHook
  | ConfigHook
  | SuppressionHook;

/** Once for each file, in any context. */
export interface FileHook {
  checkFile(file: SourceFile, ctx: RuleContext): void;
}

/** Once for each of these directives, at each place it stands in. */
export interface DirectiveHook {
  /** Undefined: every directive. A topic: those it concerns. */
  readonly directives: readonly string[] | Topic | undefined;
  checkDirective(located: Located, ctx: RuleContext): void;
}

/** Once for each hop to an upstream, plain ones included. */
export interface ConnectionHook {
  checkConnection(connection: TlsConnection, ctx: RuleContext): void;
}

/** Once for each place where nginx presents a certificate. */
export interface IdentityHook {
  checkIdentity(identity: Identity, ctx: RuleContext): void;
}

/** Once for each `server` that accepts connections, if the configuration has a directive of `needs`. */
export interface ServerHook {
  readonly needs: readonly [string, ...string[]];
  checkServer(server: VirtualServer, ctx: RuleContext): void;
}

/** Once for each socket that nginx listens on. */
export interface ListenerHook {
  checkSocket(socket: ListenSocket, ctx: RuleContext): void;
}

/** Once for a configuration. */
export interface ConfigHook {
  checkConfig(config: Config, ctx: RuleContext): void;
}

/** Once for each rule that a comment names without silencing anything; asked when all findings are known. */
export interface SuppressionHook {
  checkUnused(unused: UnusedSuppression): Report;
}

export interface UnusedSuppression {
  readonly file: SourceFile;
  readonly suppression: Suppression;
  /** One of those that the comment names. */
  readonly rule: SuppressedRule;
}

export interface RuleContext {
  readonly config: Config;
  /** What counts as weak in a file. */
  policyAt(file: SourceFile): Policy;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The file that a directive's first argument names; undefined if nobody could or should look at it. */
  file(located: Located): FileFacts | undefined;
  /** What PEM that file holds; undefined if it was not read. */
  pem(located: Located): PemFile | undefined;
  report(report: Report): void;
}

export interface Report {
  readonly file: SourceFile;
  /** A word or a name, never a block. */
  readonly span: Span;
  readonly message: string;
  /** Default: the rule's. */
  readonly severity?: Severity;
  /** Default: the rule's first reference. */
  readonly docs?: string;
  readonly tags?: Finding["tags"];
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly RuleFix[];
}

export interface RelatedPlace {
  readonly file: SourceFile;
  readonly span: Span;
  readonly message: string;
}

export interface RuleFix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly FileEdit[];
}
