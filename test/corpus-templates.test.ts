/** Real configurations made templates of: none of their errors may come of that. */
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Directive, placeNamed, Session } from "#core";
import { createNodeHost } from "../host/node.ts";
import { type CorpusCase, corpusCases, corpusPath, HAS_CORPUS } from "./harness/corpus.ts";
import { PARSER } from "./harness/parser.ts";
import { randomFrom } from "./harness/random.ts";

const SETTINGS = { ...DEFAULT_SETTINGS, nginxVersion: "1.31.5", readCertificates: false };

describe.runIf(HAS_CORPUS)("what nginx accepts, as a template,", () => {
  const cases = corpusCases().filter((it) => it.verdict === "ok" && !it.elided);

  test("has no error with placeholders for values", { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (const [index, it] of cases.entries()) {
      const placeholder = PLACEHOLDERS[index % PLACEHOLDERS.length] ?? "";
      wrong.push(...(await errors(it, (all) => withPlaceholders(all, placeholder, index))));
    }
    expect(wrong, `of ${cases.length} configurations`).toEqual([]);
  });

  test("has no error with conditions and loops", { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (const [index, it] of cases.entries()) {
      const tags = CONDITIONS[index % CONDITIONS.length];
      if (tags) wrong.push(...(await errors(it, (all) => withConditions(all, tags, index))));
    }
    expect(wrong, `of ${cases.length} configurations`).toEqual([]);
  });
});

/** Parts of the text that are replaced by others, or that others stand before. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const PLACEHOLDERS = ["{{ value }}", "\u0024{VALUE}", "<%= @value %>", "@VALUE@", '{{ get("a") }}'];

/** Puts the placeholder for every fourth argument or so, whole or in part. */
function withPlaceholders(
  directives: readonly Directive[],
  placeholder: string,
  seed: number,
): Change[] {
  const random = randomFrom(seed);
  const words = directives.flatMap((it) => it.args).filter((it) => it.quote === "");
  return words
    .filter(() => random() < 0.25)
    .map(({ span }) => {
      const start = span.start + (random() < 0.3 ? Math.floor((span.end - span.start) / 2) : 0);
      return { start, end: span.end, text: placeholder };
    });
}

const CONDITIONS = [
  ["{% if x %}\n", "\n{% else %}\n", "\n{% endif %}\n"],
  ["{{- if .X }}\n", "\n{{ else }}\n", "\n{{ end }}\n"],
  ["<% if @x %>\n", "\n<% else %>\n", "\n<% end %>\n"],
  ["{% for x in y %}\n", "\n{% endfor %}\n{% for z in y %}\n", "\n{% endfor %}\n"],
] as const;

/** Lets some directives stand in a condition, with a second one that differs in its value. */
function withConditions(
  directives: readonly Directive[],
  [open, middle, close]: (typeof CONDITIONS)[number],
  seed: number,
): Change[] {
  const random = randomFrom(seed);
  return directives
    .filter((it) => !it.block && !it.code && it.terminated && random() < 0.2)
    .flatMap(({ span, name, args }) => {
      const again = [name, ...args].map((it) => it.raw).join(" ");
      return [
        { start: span.start, end: span.start, text: open },
        { start: span.end, end: span.end, text: `${middle}${again};${close}` },
      ];
    });
}

async function errors(
  it: CorpusCase,
  changes: (directives: readonly Directive[]) => readonly Change[],
): Promise<string[]> {
  const path = corpusPath(it.path);
  const session = new Session(PARSER, createNodeHost());
  const file = await session.file(path);
  if (!file) throw new Error(`cannot read ${it.path}`);
  session.setText(path, changed(file.text, changes(insideOut(file.tree.directives))));
  const place = it.kind === "fragment" ? placeNamed(it.context) : undefined;
  const folder = corpusPath(it.prefix);
  const options = { settings: SETTINGS, root: path, folder, ...(place && { place }) };
  const result = await session.check(path, options);
  session.close(path);
  for (const { error } of result?.failures ?? []) throw error;
  return (result?.findings ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ file: at, span, rule, message }) => {
      const line = (result?.files.get(at)?.lines.positionAt(span.start).line ?? 0) + 1;
      return `${it.path}: ${rule} at line ${line}: ${message}`;
    });
}

/** Directives of blocks that hold directives, at any depth, in order. */
function insideOut(directives: readonly Directive[]): Directive[] {
  return directives.flatMap((it) => [
    it,
    ...(it.block && !DATA.has(it.name.text) ? insideOut(it.block.directives) : []),
  ]);
}

const DATA: ReadonlySet<string> = new Set(["charset_map", "geo", "map", "split_clients", "types"]);

function changed(text: string, changes: readonly Change[]): string {
  let result = "";
  let at = 0;
  for (const change of [...changes].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  return result + text.slice(at);
}
