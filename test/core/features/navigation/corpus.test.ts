/** Every name in the corpus: where it stands, and that renaming it changes nothing but the name. */
import { describe, expect, test } from "vitest";
import {
  applyEdits,
  type Config,
  cursorAt,
  DEFAULT_SETTINGS,
  type FileEdit,
  placeNamed,
  rename,
  Session,
  type SourceFile,
  symbolAt,
} from "#core";
import { builtInsOf, nameSpan, symbolsOf } from "../../../../core/features/symbols/table.ts";
import { createNodeHost } from "../../../../host/node.ts";
import { type CorpusCase, corpusCases, corpusPath, HAS_CORPUS } from "../../../harness/corpus.ts";
import { PARSER } from "../../../harness/parser.ts";

const SETTINGS = { ...DEFAULT_SETTINGS, nginxVersion: "1.31.5", readCertificates: false };

const FRESH = "_zq";

describe.runIf(HAS_CORPUS)("names in the corpus", () => {
  const cases = corpusCases().filter((it) => !it.elided);

  test("stand where they are said to stand, and mean themselves", {
    timeout: 300_000,
  }, async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const it of cases) {
      const { config } = await opened(it, new Session(PARSER, createNodeHost()));
      const mentions = [symbolsOf(config), builtInsOf(config)].flatMap(({ byDirective }) =>
        [...byDirective.values()].flat(),
      );
      count += mentions.length;
      for (const mention of mentions) {
        const { located, draft } = mention;
        const span = nameSpan(mention);
        const written = located.file.text.slice(span.start, span.end);
        const symbol = symbolAt([config], cursorAt(located.file, span.start));
        const isFound = symbol?.places.some(
          (at) => at.file === located.file.path && at.span.start === span.start,
        );
        if (written !== draft.name || !isFound) wrong.push(`${it.path}: ${draft.name}, ${written}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(5_000);
  });

  test("can be renamed and renamed back, and nothing else is found then", {
    timeout: 300_000,
  }, async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const it of cases) {
      const session = new Session(PARSER, createNodeHost());
      const before = await opened(it, session);
      const there = renameAll(before.config, (name) => name + FRESH);
      for (const edits of there.values()) count += edits.length;
      const after = await changed(it, session, before.config, there);
      if (after.findings.join("\n") !== before.findings.join("\n")) {
        wrong.push(`${it.path}:\n${difference(before.findings, after.findings)}`);
      }
      const back = renameAll(after.config, (name) => name.replace(FRESH, ""));
      const again = await changed(it, session, after.config, back);
      for (const [path, { text }] of before.config.files) {
        if (again.config.files.get(path)?.text !== text) wrong.push(`${it.path}: ${path}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(1_000);
  });
});

interface Opened {
  readonly config: Config;
  /** Each with its line, and with the fresh names as they were. */
  readonly findings: readonly string[];
}

async function opened(one: CorpusCase, session: Session): Promise<Opened> {
  const place = placeNamed(one.context);
  const result = await session.check(corpusPath(one.path), {
    settings: SETTINGS,
    folder: corpusPath(one.prefix),
    ...(place !== undefined && { place }),
  });
  if (!result) throw new Error(`${one.path} can't be read`);
  const findings = result.findings.map(({ rule, file, span, message }) => {
    const line = result.files.get(file)?.lines.positionAt(span.start).line;
    return `${file}:${line} ${rule} ${message.replaceAll(FRESH, "")}`;
  });
  return { config: result.config, findings: findings.sort() };
}

/** The edits that give all names of a configuration that can be renamed another, by file. */
function renameAll(config: Config, to: (name: string) => string): Map<string, FileEdit[]> {
  const edits = new Map<string, FileEdit[]>();
  const done = new Set<string>();
  for (const [key, [first]] of symbolsOf(config).byKey) {
    if (!first || done.has(key)) continue;
    const symbol = symbolAt([config], cursorAt(first.located.file, nameSpan(first).start));
    if (!symbol || to(symbol.name) === symbol.name) continue;
    for (const it of symbol.tables) for (const own of it.keys) done.add(own);
    const renaming = rename(symbol, to(symbol.name));
    if ("refused" in renaming) continue;
    for (const edit of renaming.edits) {
      edits.set(edit.file, [...(edits.get(edit.file) ?? []), edit]);
    }
  }
  return edits;
}

/** The configuration after edits. */
async function changed(
  one: CorpusCase,
  session: Session,
  { files }: Config,
  edits: ReadonlyMap<string, readonly FileEdit[]>,
): Promise<Opened> {
  for (const [path, own] of edits) {
    const file: SourceFile | undefined = files.get(path);
    if (file) session.setText(path, applyEdits(file.text, own));
  }
  return opened(one, session);
}

function difference(before: readonly string[], after: readonly string[]): string {
  const lost = before.filter((it) => !after.includes(it)).map((it) => `- ${it}`);
  const found = after.filter((it) => !before.includes(it)).map((it) => `+ ${it}`);
  return [...lost, ...found].join("\n");
}
