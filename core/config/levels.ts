/** nginx puts `http`, server and location together when it has read them all. */
import type { Config } from "./config.ts";
import type { Scope } from "./scope.ts";

/** True if nginx surely makes settings of this block ready for use: a server has them, or inherits them. */
export function isPutTogether(scope: Scope, config: Config): boolean {
  if (config.placeIsInferred && scope === config.root) return false;
  if (scope.place !== "http") return true;
  return scope.named("server").length > 0 && config.kind === "main";
}
