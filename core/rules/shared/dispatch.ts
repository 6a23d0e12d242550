/** Hands rules what they ask for: all of a configuration, or what is in some of its parts. */
import type { Config } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import type { Identity } from "../../config/identities.ts";
import { listenersOf } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { Sight, watch } from "../../config/sight.ts";
import type { DirectiveHook, FileHook, Rule, RuleContext, ServerHook } from "./rule.ts";

/** Where rules look. */
export interface Whereabouts {
  readonly parts: readonly Scope[];
  /** True: also at what is in no part. */
  readonly trunk: boolean;
  /** Paths of files. */
  readonly files: ReadonlySet<string>;
}

export interface Audience {
  readonly ctx: RuleContext;
  /** Undefined: nobody wants to know what the rule sees. */
  readonly sight: Sight | undefined;
  /**
   * Says what the rule looks at next: a part (undefined: the trunk, or the whole) or the file of a path. Of two
   * findings that are alike, the one of the higher rank stays.
   */
  readonly enter: (part: Scope | undefined, rank: number, path?: string) => void;
}

/** True for rules that look at parts or files one by one. */
export function isDivided(rule: Rule): boolean {
  return !("checkConfig" in rule || "checkSocket" in rule);
}

/** `where`: undefined for everywhere. */
export function dispatch(
  rule: Rule,
  config: Config,
  audience: Audience,
  where: Whereabouts | undefined,
): void {
  const { ctx, sight } = audience;
  if ("checkFile" in rule) checkFiles(rule, config, audience, where);
  else if ("checkDirective" in rule) checkDirectives(rule, config, audience, where);
  else if ("checkConnection" in rule) {
    const items = viewed(sight, () => connectionsFor(config, where));
    watch(sight, () => {
      noteUpstreams(config);
      for (const it of items) {
        audience.enter(it.scope.part, 0);
        rule.checkConnection(it, ctx);
      }
    });
  } else if ("checkIdentity" in rule) {
    const items = viewed(sight, () => identitiesFor(config, where));
    watch(sight, () => {
      noteUpstreams(config);
      for (const it of items) {
        audience.enter(it.scope.part, rankOf(it));
        rule.checkIdentity(it, ctx);
      }
    });
  } else if ("checkServer" in rule) checkServers(rule, config, audience, where);
  else if (where === undefined) checkWhole(rule, config, audience);
}

function checkWhole(rule: Rule, config: Config, { ctx, sight, enter }: Audience): void {
  enter(undefined, 0);
  watch(sight, () => {
    if ("checkConfig" in rule) rule.checkConfig(config, ctx);
    else if ("checkSocket" in rule) {
      for (const socket of listenersOf(config).sockets) rule.checkSocket(socket, ctx);
    }
  });
}

function checkFiles(
  rule: Rule & FileHook,
  config: Config,
  { ctx, sight, enter }: Audience,
  where: Whereabouts | undefined,
): void {
  const files = [...config.files].filter(([path]) => where?.files.has(path) ?? true);
  watch(sight, () => {
    for (const [path, file] of files) {
      enter(undefined, 0, path);
      rule.checkFile(file, ctx);
    }
  });
}

function checkServers(
  rule: Rule & ServerHook,
  config: Config,
  { ctx, sight, enter }: Audience,
  where: Whereabouts | undefined,
): void {
  watch(sight, () => {
    if (!rule.needs.some((it) => config.root.everywhere(it).length > 0)) return;
    for (const server of scoped(listenersOf(config).servers, where)) {
      enter(server.scope.part, 0);
      rule.checkServer(server, ctx);
    }
  });
}

function checkDirectives(
  rule: Rule & DirectiveHook,
  config: Config,
  { ctx, sight, enter }: Audience,
  where: Whereabouts | undefined,
): void {
  const lists = listsFor(rule, config.root).flatMap((it) => (where ? within(it, where) : [it]));
  watch(sight, () => {
    for (const list of lists) {
      for (const located of list) {
        enter(partOf(located), 0);
        rule.checkDirective(located, ctx);
      }
    }
  });
}

/** Each in the order that nginx reads in. */
function listsFor({ directives }: DirectiveHook, root: Scope): readonly (readonly Located[])[] {
  if (!directives) return [root.all];
  if ("index" in directives) return [root.about(directives)];
  return directives.map((it) => root.everywhere(it));
}

/** The part that a directive stands in or opens. */
function partOf({ block, scope }: Located): Scope | undefined {
  return block?.part ?? scope.part;
}

/** Some of the directives, which are in order. */
function within(
  all: readonly Located[],
  { parts, trunk }: Whereabouts,
): readonly (readonly Located[])[] {
  if (all.length === 0) return [];
  const outside = trunk ? [all.filter((it) => partOf(it) === undefined)] : [];
  const inside = parts.map((part) => {
    const first = part.opener?.order ?? 0;
    return all.slice(firstFrom(all, first), firstFrom(all, lastIn(part) + 1));
  });
  return [...outside, ...inside].filter((it) => it.length > 0);
}

/** Index of the first directive of this order or a later one. */
function firstFrom(all: readonly Located[], order: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.order ?? order) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of the last directive in a block, or of the one that opens it. */
function lastIn(scope: Scope): number {
  const last = scope.entries.at(-1);
  if (!last) return scope.opener?.order ?? 0;
  return last.block ? lastIn(last.block) : last.order;
}

function scoped<T extends { readonly scope: Scope }>(
  all: readonly T[],
  where: Whereabouts | undefined,
): readonly T[] {
  if (!where) return all;
  const parts = new Set(where.parts);
  return all.filter(({ scope: { part } }) => (part ? parts.has(part) : where.trunk));
}

function connectionsFor(config: Config, where: Whereabouts | undefined): readonly TlsConnection[] {
  if (!where || where.trunk) return scoped(config.connections, where);
  return where.parts.flatMap((it) => config.connectionsIn(it));
}

function identitiesFor(config: Config, where: Whereabouts | undefined): readonly Identity[] {
  if (!where || where.trunk) return scoped(config.identities, where);
  return where.parts.flatMap((it) => config.identitiesIn(it));
}

/** A view that others may share, and that a rule does not see by being handed a thing out of it. */
function viewed<T>(sight: Sight | undefined, work: () => T): T {
  return watch(sight && new Sight(), work);
}

/** Hops are made of what is in their part and around it, and of the upstreams. */
function noteUpstreams(config: Config): void {
  config.upstreams.at(0);
}

/** In the order of `Config.identities`. */
function rankOf({ isSetUp, tls, side }: Identity): number {
  return (isSetUp ? 4 : 0) + (tls === "yes" ? 2 : 0) + (side === "upstream" ? 1 : 0);
}
