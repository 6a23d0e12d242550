/** Finds servers, locations and names in whole configurations. */
import type { Config } from "../../config/config.ts";
import type { Located } from "../../config/scope.ts";
import type { Span } from "../../text.ts";
import type { SymbolKind } from "../symbols/draft.ts";
import { nameSpan, symbolsOf } from "../symbols/table.ts";
import { blockName, type OutlineKind } from "./names.ts";

export interface FoundSymbol {
  readonly name: string;
  readonly kind: OutlineKind;
  /** The block around it; may be empty. */
  readonly container: string;
  readonly file: string;
  readonly span: Span;
}

/** Those whose names have the letters of `query` in this order, at most `limit`, each place once. */
export function findSymbols(
  configs: readonly Config[],
  query: string,
  limit: number,
): readonly FoundSymbol[] {
  const found = new Map<string, FoundSymbol>();
  for (const config of configs) {
    for (const it of symbolsIn(config)) {
      if (found.size >= limit) return [...found.values()];
      if (matches(it.name, query)) found.set(`${it.file}:${it.span.start}:${it.name}`, it);
    }
  }
  return [...found.values()];
}

function* symbolsIn(config: Config): Generator<FoundSymbol> {
  for (const located of config.root.readingOrder(["server", "location"])) {
    if (!located.block) continue;
    if (located.directive.name.text === "server") yield* serversOf(located);
    else yield { ...placed(located), name: blockName(located.directive).name, kind: "location" };
  }
  yield* definitionsIn(config);
}

/** One for each name of a server. */
function* serversOf(located: Located): Generator<FoundSymbol> {
  const { file, container, span } = placed(located);
  const names = located.block
    ?.named("server_name")
    .flatMap(({ directive, file: at }) =>
      directive.args.map((word) => ({ text: word.text, span: word.span, file: at.path })),
    );
  const [first, ...others] = names ?? [];
  const { name } = blockName(located.directive);
  yield { name, kind: "server", container, file, span };
  for (const it of first && name.includes(first.text) ? others : (names ?? [])) {
    if (it.text === "" || it.text === "_") continue;
    yield { name: `server ${it.text}`, kind: "server", container, file: it.file, span: it.span };
  }
}

/** The first definition of each name; named locations are among the locations. */
function* definitionsIn(config: Config): Generator<FoundSymbol> {
  for (const mentions of symbolsOf(config).byKey.values()) {
    const first = mentions.find((it) => it.role === "definition");
    if (!first) continue;
    const { draft, located } = first;
    const sigil = SIGILS[draft.kind] ?? `${draft.kind} `;
    if (draft.kind === "named location") continue;
    yield {
      ...placed(located),
      name: `${sigil}${draft.name}`,
      kind: KINDS[draft.kind] ?? "block",
      span: nameSpan(first),
    };
  }
}

const SIGILS: Partial<Record<SymbolKind, string>> = { variable: "$" };

const KINDS: Partial<Record<SymbolKind, OutlineKind>> = {
  upstream: "upstream",
  variable: "variable",
  zone: "zone",
  cache: "zone",
  "log format": "format",
};

function placed({
  directive,
  file,
  scope,
}: Located): Pick<FoundSymbol, "file" | "span" | "container"> {
  const { name, args } = directive;
  const span = { start: name.span.start, end: (args.at(-1) ?? name).span.end };
  const opener = scope.opener?.directive;
  return { file: file.path, span, container: opener ? blockName(opener).name : "" };
}

function matches(name: string, query: string): boolean {
  const [text, letters] = [name.toLowerCase(), query.toLowerCase()];
  let at = 0;
  for (const letter of letters) {
    if (letter === " ") continue;
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
