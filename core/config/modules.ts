/** Which modules a configuration loads. */
import { bringsForeignDirectives } from "../knowledge/platforms.ts";
import type { Scope } from "./scope.ts";

/** True if a module may have been loaded that is not nginx's own. */
export function loadsForeignModules(root: Scope): boolean {
  if (root.place === "main" && root.hasUnreadInclude) return true;
  return root
    .named("load_module")
    .some((it) => bringsForeignDirectives(it.directive.args[0]?.text ?? ""));
}
