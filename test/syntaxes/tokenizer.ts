/** Tokenizes with the TextMate grammar as VS Code does. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

const root = new URL("../../", import.meta.url);

const OURS: Readonly<Record<string, string>> = {
  "source.nginx": "syntaxes/nginx.tmLanguage.json",
  "markdown.nginx.codeblock": "syntaxes/nginx-in-markdown.tmLanguage.json",
  "yaml.nginx.scalar": "syntaxes/nginx-in-yaml.tmLanguage.json",
};

export interface GrammarOptions {
  readonly scope?: string;
  /** Grammars of other languages, as paths or as JSON. */
  readonly others?: Readonly<Record<string, string>>;
  /** Scopes of grammars that are injected. */
  readonly injected?: readonly string[];
}

export async function loadGrammar({
  scope: wanted = "source.nginx",
  others = {},
  injected = [],
}: GrammarOptions = {}): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const own = OURS[scope];
      const found = own === undefined ? others[scope] : new URL(own, root).pathname;
      if (found === undefined) return null;
      if (found.startsWith("{")) return textmate.parseRawGrammar(found, `${scope}.json`);
      return textmate.parseRawGrammar(readFileSync(found, "utf8"), found);
    },
    getInjections: () => [...injected],
  });
  const grammar = await registry.loadGrammar(wanted);
  if (!grammar) throw new Error("the grammar did not load");
  return grammar;
}

/** Per line, per column: the scopes there, the outermost first. */
export function scopesOf(grammar: IGrammar, text: string): readonly (readonly string[])[][] {
  let stack = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap((it) =>
      Array.from({ length: it.endIndex - it.startIndex }, () => it.scopes),
    );
  });
}

/**
 * Checks a configuration against the comments drawn into it: `#   ^^^ scope other !absent` says which scopes
 * each column above a caret has, by prefix, or has not. The `#` stands in column 0. Returns what is wrong.
 */
export function disagreements(grammar: IGrammar, fixture: string): readonly string[] {
  const drawn = /^#\s*(\^+)\s+(.+)$/;
  const lines = fixture.split("\n");
  const scopes = scopesOf(grammar, lines.filter((it) => !drawn.test(it)).join("\n"));
  const wrong: string[] = [];
  let source = -1;
  for (const line of lines) {
    const match = drawn.exec(line);
    if (!match) {
      source++;
      continue;
    }
    const first = line.indexOf("^");
    for (let column = first; column < first + (match[1] ?? "").length; column++) {
      const found = scopes[source]?.[column] ?? [];
      for (const wanted of (match[2] ?? "").split(/\s+/)) {
        if (!agrees(found, wanted))
          wrong.push(`${source + 1}:${column} ${wanted}: ${found.join(" ")}`);
      }
    }
  }
  return wrong;
}

function agrees(found: readonly string[], wanted: string): boolean {
  const absent = wanted.startsWith("!");
  const scope = absent ? wanted.slice(1) : wanted;
  return found.some((it) => it === scope || it.startsWith(`${scope}.`)) !== absent;
}
