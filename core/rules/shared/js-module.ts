/** Whether the module is loaded that njs's directives need. */

import type { Config } from "../../config/config.ts";
import { absence } from "../../config/effective.ts";
import type { Located } from "../../config/scope.ts";
import { hasPlaceholder } from "../../knowledge/templates.ts";
import { isJsDirective } from "./js.ts";
import type { RuleFix } from "./rule.ts";

export interface MissingModule {
  /** The first directive of njs in the main context that lacks its module. */
  readonly located: Located;
  /** `modules/ngx_http_js_module.so` or the one of stream. */
  readonly file: string;
  /** False if another file may load it. */
  readonly certain: boolean;
}

/** For `http` and for `stream`, if directives of njs stand there and nothing in sight loads the module. */
export function missingJsModules(config: Config): readonly MissingModule[] {
  const all = config.root.readingOrder([...config.root.names].filter(isJsDirective));
  return (["http", "stream"] as const).flatMap((family) => {
    const located = all.find((it) => it.scope.isIn(family) && it.scope.place !== "other");
    if (!located || loads(family, config)) return [];
    return [{ located, file: `modules/ngx_${family}_js_module.so`, certain: isCertain(config) }];
  });
}

function loads(family: "http" | "stream", { root }: Config): boolean {
  return root
    .named("load_module")
    .some(({ directive }) => directive.args[0]?.text.includes(`ngx_${family}_js_module`));
}

/** Packages load modules in files that the main file includes and that a checkout lacks. */
function isCertain({ kind, root, includes }: Config): boolean {
  if (kind !== "main" || absence(root) !== "certain") return false;
  return root.entries.every(({ directive: it }) => {
    if (it.name.text === "load_module") return !hasPlaceholder(it.args[0]?.text ?? "");
    return it.name.text !== "include" || (includes.get(it)?.files.length ?? 0) > 0;
  });
}

/** Loads the module in the first line of the main file. */
export function loadModule(file: string, config: Config): RuleFix {
  const { rootFile } = config;
  const newText = `load_module ${file};${rootFile.eol}`;
  return {
    title: `Add "load_module ${file}"`,
    safety: "unsafe",
    edits: [{ file: rootFile.path, span: { start: 0, end: 0 }, newText }],
  };
}

export const LOAD_SAFETY: string =
  "nginx refuses to start if the module is not installed, or is built in and so loaded already. The package is called nginx-module-njs or libnginx-mod-http-js.";
