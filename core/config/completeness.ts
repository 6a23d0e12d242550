/** Whether a configuration is seen whole, so that a name which nothing defines is surely undefined. */
import { isOwn, lookUp } from "../knowledge/directives.ts";
import { bringsForeignDirectives } from "../knowledge/platforms.ts";
import type { Platform } from "../settings.ts";
import type { Config } from "./config.ts";
import type { Scope } from "./scope.ts";
import { unseen, viewOf, watcher } from "./sight.ts";
import { topic } from "./topics.ts";

/** Programs with variables and directives of their own that the tables lack. */
const UNKNOWN: ReadonlySet<Platform> = new Set<Platform>(["angie", "any", "openresty"]);

/**
 * True for a main file without syntax errors whose includes were all read, if only nginx's own directives
 * stand in it: another module may define variables, zones and upstreams in ways not known here.
 */
export const isSeenWhole: (config: Config) => boolean = viewOf(judge);

function judge(config: Config): boolean {
  if (config.kind !== "main" || UNKNOWN.has(config.settings.platform)) return false;
  if (hasErrors(config)) return false;
  for (const scope of config.root.inward()) {
    if (scope.hasUnreadInclude && !lacksOnlyPlainFiles(scope, config)) return false;
  }
  return config.root.about(FOREIGN).length === 0;
}

function hasErrors(config: Config): boolean {
  const sight = watcher();
  if (sight) sight.errors = true;
  return unseen(() => [...config.files.values()].some((it) => it.tree.errors.length > 0));
}

/** Files that nginx and its packages bring; nothing else is defined in them. */
const PLAIN_FILES =
  /(^|\/)(mime\.types|(fastcgi|uwsgi|scgi|proxy)_params|fastcgi\.conf|koi-(utf|win)|win-utf)$/;

/** True for the name of a file that defines nothing that others could use. */
export function isStandardFile(name: string): boolean {
  return PLAIN_FILES.test(name);
}

/** True if each file that an include of this very block can't find is one of nginx's own. */
function lacksOnlyPlainFiles(scope: Scope, config: Config): boolean {
  if (scope.hasInsertion) return false;
  return scope.named("include").every(({ directive }) => {
    const target = config.includes.get(directive);
    return target?.partial === false || isStandardFile(directive.args[0]?.text ?? "");
  });
}

const FOREIGN = topic(({ name, args: [file = ""] }, { place }) => {
  if (place === "other") return false;
  if (name === "load_module") return bringsForeignDirectives(file);
  return !lookUp(name).some((it) => isOwn(it) && it.places.includes(place));
});
