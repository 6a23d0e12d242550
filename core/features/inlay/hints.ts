/** Inlay hints: what is in force at a connection, but not written there. */
import type { Config } from "../../config/config.ts";
import { listenersOf } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { Span } from "../../text.ts";
import { connectionParts } from "./connection-hints.ts";
import { bySource, type HintPart, type InlayHint } from "./hint.ts";
import { listenerParts } from "./listener-hints.ts";
import { portHints } from "./port-hints.ts";

/** `tls`: what decides about TLS connections; `all`: also ports that nginx adds. */
export type HintChoice = "tls" | "all";

/** In order. A directive with other values in another of its places has no hint. */
export function inlayHints(
  config: Config,
  file: SourceFile,
  choice: HintChoice,
  range: Span = { start: 0, end: file.text.length },
): readonly InlayHint[] {
  const places = [
    ...config.connections.map((it) => behind(it.pass, connectionParts(it))),
    ...listenersOf(config).servers.flatMap(({ listens }) =>
      listens.flatMap((it) =>
        it.located ? [behind(it.located, listenerParts(it, config.settings.nginxVersion))] : [],
      ),
    ),
    ...(choice === "all" ? portHints(config) : []),
  ];
  const byOffset = new Map<number, InlayHint | undefined>();
  for (const { located, ...hint } of places) {
    const { offset } = hint;
    if (located.file.path !== file.path || offset < range.start || offset > range.end) continue;
    const isNew = !byOffset.has(offset);
    const isSame = textOf(byOffset.get(offset)) === textOf(hint);
    byOffset.set(offset, isNew || isSame ? hint : undefined);
  }
  return [...byOffset.values()]
    .flatMap((it) => (it && it.parts.length > 0 ? [it] : []))
    .sort((a, b) => a.offset - b.offset);
}

function behind(
  located: Located,
  parts: readonly HintPart[],
): InlayHint & { readonly located: Located } {
  return { located, offset: located.directive.span.end, parts: bySource(parts), apart: true };
}

function textOf(hint: InlayHint | undefined): string | undefined {
  return hint?.parts.map((it) => it.text).join(", ");
}
