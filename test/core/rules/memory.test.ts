/**
 * What is remembered of the rules' work must be what they would find now, whatever is typed. A longer run:
 * `ROUNDS=12 SEED=7 npx vitest run test/core/rules/memory.test.ts`.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, EXAMPLE_TIME, RULES, type Rule, Session, type Settings } from "#core";
import { lint } from "../../../core/rules/shared/lint.ts";
import { corpusCases, corpusPath, HAS_CORPUS } from "../../harness/corpus.ts";
import { dedent, FIXTURE_FOLDER, splitFiles, stripAnnotations } from "../../harness/fixture.ts";
import { fileWith, type MemoryHost, memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";
import { randomFrom } from "../../harness/random.ts";
import { sourcesWith } from "../../harness/sources.ts";

const ROUNDS = Number(process.env.ROUNDS ?? 2);
const SEED = Number(process.env.SEED ?? 1);
const YEAR = 365 * 24 * 3600 * 1000;

class Typist {
  readonly #random = randomFrom(SEED);

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  one<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  /** The text with something typed, deleted, copied or moved. */
  edit(text: string): string {
    const lines = text.split("\n");
    const line = this.below(lines.length);
    switch (this.below(9)) {
      case 0:
        return this.#type(text, this.one([..."a1; }{#\"\n$ '"]) ?? "");
      case 1:
        return this.#delete(text);
      case 2:
        return lines.toSpliced(line, 0, this.one(lines) ?? "").join("\n");
      case 3:
        return lines.toSpliced(line, 1).join("\n");
      case 4:
        return lines.toSpliced(line, 0, "# a comment").join("\n");
      case 5:
        return lines.with(line, `${lines[line]} # why`).join("\n");
      case 6:
        return lines.toSpliced(line, 0, "").join("\n");
      case 7: {
        const some = lines.slice(line, line + 1 + this.below(6));
        return lines.toSpliced(this.below(lines.length), 0, ...some).join("\n");
      }
      default:
        return this.#replaceWord(text);
    }
  }

  #type(text: string, typed: string): string {
    const at = this.below(text.length + 1);
    return text.slice(0, at) + typed + text.slice(at);
  }

  #delete(text: string): string {
    const at = this.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + this.below(12));
  }

  #replaceWord(text: string): string {
    const words = [...text.matchAll(/[\w$./:-]+/g)];
    const [word, other] = [this.one(words), this.one(words)];
    if (!word || !other) return text;
    return text.slice(0, word.index) + other[0] + text.slice(word.index + word[0].length);
  }
}

/** Types into files that are open, and compares after each change what a session says with what rules find. */
async function typeAndCompare(
  typist: Typist,
  texts: Readonly<Record<string, string>>,
  settings: Settings,
  host: MemoryHost,
): Promise<void> {
  const session = new Session(PARSER, host, RULES);
  const [main = ""] = Object.keys(texts);
  const written = new Map(Object.entries(texts));
  session.setText(main, texts[main] ?? "");
  for (let round = 0; round <= ROUNDS; round++) {
    const [path, before] = typist.one([...written]) ?? [main, ""];
    const after = typist.below(4) === 0 ? (texts[path] ?? "") : typist.edit(before);
    if (round > 0) written.set(path, after);
    session.setText(path, written.get(path) ?? "");
    const now = EXAMPLE_TIME + (typist.below(8) === 0 ? YEAR : 0);
    const result = await session.check(main, { settings, now });
    for (const { config, findings, failures } of result?.judged ?? []) {
      const fresh = lint(config, RULES, { files: await session.inspect(config), now });
      expect({ findings, failures }, `${before}\n>>>>\n${after}`).toEqual(fresh);
    }
  }
  for (const path of written.keys()) session.close(path);
}

interface Sample {
  readonly texts: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly host: MemoryHost;
}

function samplesOf(rule: Rule): readonly Sample[] {
  return rule.examples.map((it) => {
    const texts = splitFiles(stripAnnotations(dedent(it.bad)));
    const facts = Object.entries(it.files ?? {}).map(([path, held]) => [
      path.startsWith("/") ? path : `${FIXTURE_FOLDER}/${path}`,
      "blocks" in held ? fileWith(held) : held,
    ]);
    const rules = rule.activation === "opt-in" ? { [rule.id]: rule.severity } : {};
    const settings = { ...DEFAULT_SETTINGS, rules, ...it.settings };
    return { texts, settings, host: memoryHost(texts, Object.fromEntries(facts)) };
  });
}

describe("what is remembered is what there is", () => {
  const samples = RULES.flatMap(samplesOf);

  test("in the examples of all rules", { timeout: 600_000 }, async () => {
    const typist = new Typist();
    for (const { texts, settings, host } of samples) {
      const others = [typist.one(samples), typist.one(samples)];
      const [[main = "", text] = []] = Object.entries(texts);
      const joined = [text, ...others.map((it) => Object.values(it?.texts ?? {})[0])].join("\n");
      await typeAndCompare(typist, { ...texts, [main]: joined }, settings, host);
    }
  });

  test.runIf(HAS_CORPUS)("in real configurations", { timeout: 600_000 }, async () => {
    const typist = new Typist();
    const path = "/etc/nginx/nginx.conf";
    for (const it of corpusCases().filter((_, at) => at % 20 === SEED % 20)) {
      const text = readFileSync(corpusPath(it.path), "utf8");
      if (text.length > 30_000) continue;
      await typeAndCompare(typist, { [path]: text }, DEFAULT_SETTINGS, memoryHost());
    }
  });
});

test("what is kept of configurations notes what was seen for it", () => {
  const kept = /new WeakMap<(Config|Scope|Located|RuleContext|VirtualServer|TlsConnection)\b/;
  const sources = sourcesWith(".ts").filter(({ path }) => /^core\/(config|rules)\//.test(path));
  expect(sources.length).toBeGreaterThan(250);
  expect(sources.filter(({ text }) => kept.test(text)).map(({ path }) => path)).toEqual([]);
});
