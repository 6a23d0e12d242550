/**
 * What rules found in a configuration and what they saw for it: after a change of some text, a rule looks again
 * only at the parts that changed, or at everything if what it saw elsewhere did.
 */
import type { FileFacts } from "../../certificates/file-facts.ts";
import { type Changes, changesBetween } from "../../config/changes.ts";
import type { Config } from "../../config/config.ts";
import { isOutdated } from "../../config/outdated.ts";
import type { Sight } from "../../config/sight.ts";
import type { Finding } from "../../finding.ts";
import { compareTexts, lineAround, type Span, touch } from "../../text.ts";
import { isDivided, type Whereabouts } from "./dispatch.ts";
import type { Rule } from "./rule.ts";

/** A finding and what the rule looked at. */
export interface Placed {
  /** Number of the part's block; -1 for the trunk or the whole. */
  readonly part: number;
  /** Of the file that the rule was asked about, if it was asked about files. */
  readonly path: string | undefined;
  readonly rank: number;
  readonly finding: Finding;
}

/** The order in which a rule that is asked about everything would find them. */
export function bySubject(a: Placed, b: Placed): number {
  return b.rank - a.rank || compareTexts(a.path ?? "", b.path ?? "") || a.part - b.part;
}

/** The world around a configuration, as far as rules get to know it. */
export interface Surroundings {
  /** The files that it names, by their path here; without those that nobody could or should look at. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface Kept {
  readonly sight: Sight;
  /** In order. */
  readonly places: readonly Placed[];
}

/** What still holds of what a rule found, and where it must look. */
export interface Remembered extends Kept {
  readonly where: Whereabouts;
}

interface State {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly kept: ReadonlyMap<Rule, Kept>;
}

export class LintMemory {
  #state: State | undefined;

  recall(config: Config, surroundings: Surroundings): Recall {
    return new Recall(this.#state, config, surroundings, (state) => {
      this.#state = state;
    });
  }
}

/** Of how many configurations it is remembered what was found. */
const MOST = 8;

/** Those of several configurations; what was asked for longest ago is forgotten first. */
export class LintMemories {
  readonly #memories = new Map<string, LintMemory>();

  of(key: string): LintMemory {
    const memory = this.#memories.get(key) ?? new LintMemory();
    this.#memories.delete(key);
    this.#memories.set(key, memory);
    const [oldest] = this.#memories.keys();
    if (this.#memories.size > MOST && oldest !== undefined) this.#memories.delete(oldest);
    return memory;
  }

  clear(): void {
    this.#memories.clear();
  }
}

/** One look back, while rules run over a configuration. */
export class Recall {
  readonly #before: State | undefined;
  readonly #config: Config;
  readonly #surroundings: Surroundings;
  readonly #done: (state: State) => void;
  readonly #changes: Changes | undefined;
  readonly #hasNewFacts: boolean;
  readonly #kept = new Map<Rule, Kept>();
  /** Where findings may look different, in the text before. */
  readonly #near = new Map<string, Span>();

  constructor(
    before: State | undefined,
    config: Config,
    surroundings: Surroundings,
    done: (state: State) => void,
  ) {
    this.#before = before;
    this.#config = config;
    this.#surroundings = surroundings;
    this.#done = done;
    this.#changes = before && changesBetween(before.config, config);
    this.#hasNewFacts = before !== undefined && !areSame(before.surroundings, surroundings);
    for (const [path, { start, oldEnd }] of this.#changes?.texts ?? []) {
      const text = before?.config.files.get(path)?.text ?? "";
      const first = lineAround(text, start).start;
      const { end } = lineAround(text, Math.min(lineAround(text, oldEnd).end + 1, text.length));
      this.#near.set(path, { start: lineAround(text, Math.max(first - 1, 0)).start, end });
    }
  }

  /** Undefined: the rule must look everywhere. */
  of(rule: Rule): Remembered | undefined {
    const kept = this.#before?.kept.get(rule);
    const changes = this.#changes;
    if (!kept || !changes || this.#isOutdated(rule, kept.sight, changes)) return undefined;
    const places: Placed[] = [];
    for (const it of kept.places) {
      const place = this.#move(it, changes, isDivided(rule));
      if (place === "gone") continue;
      if (!place) return undefined;
      places.push(place);
    }
    const { dirty: parts, besideTrunk: trunk, texts } = changes;
    return { sight: kept.sight, places, where: { parts, trunk, files: new Set(texts.keys()) } };
  }

  keep(rule: Rule, kept: Kept): void {
    this.#kept.set(rule, kept);
  }

  /** Remembers for the next time. */
  done(): void {
    const [config, surroundings, kept] = [this.#config, this.#surroundings, this.#kept];
    this.#done({ config, surroundings, kept });
  }

  #isOutdated(rule: Rule, sight: Sight, changes: Changes): boolean {
    if (isOutdated(sight, changes)) return true;
    if (sight.facts && this.#hasNewFacts) return true;
    if (sight.now && this.#before?.surroundings.now !== this.#surroundings.now) return true;
    if (!sight.text || "checkFile" in rule)
      return sight.text && sight.files && changes.texts.size > 0;
    return isDivided(rule) && !sight.files ? changes.besideTrunk : changes.texts.size > 0;
  }

  /** Undefined: it may look different now. */
  #move(
    place: Placed,
    { kept, texts, besideTrunk }: Changes,
    isOfTrunk: boolean,
  ): Placed | "gone" | undefined {
    const { part, path, finding } = place;
    const now = kept.get(part);
    if (path !== undefined && texts.has(path)) return "gone";
    if (path === undefined && (part < 0 ? isOfTrunk && besideTrunk : !now)) return "gone";
    if (placesOf(finding).some(({ file, span }) => this.#isNear(file, span))) return undefined;
    return { ...place, part: now?.index ?? -1, finding: this.#shift(finding) };
  }

  #isNear(file: string, span: Span): boolean {
    const near = this.#near.get(file);
    return near !== undefined && touch(span, near);
  }

  #shift(finding: Finding): Finding {
    if (placesOf(finding).every((it) => this.#distance(it.file, it.span) === 0)) return finding;
    const moved = <T extends { readonly file: string; readonly span: Span }>(it: T): T => {
      const by = this.#distance(it.file, it.span);
      return by === 0 ? it : { ...it, span: { start: it.span.start + by, end: it.span.end + by } };
    };
    return {
      ...moved(finding),
      related: finding.related.map(moved),
      fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moved) })),
    };
  }

  #distance(file: string, { start }: Span): number {
    const change = this.#changes?.texts.get(file);
    return !change || start < change.start ? 0 : change.newEnd - change.oldEnd;
  }
}

type Place = Pick<Finding, "file" | "span">;

function placesOf(finding: Finding): readonly Place[] {
  return [finding, ...finding.related, ...finding.fixes.flatMap((it) => it.edits)];
}

function areSame(before: Surroundings, now: Surroundings): boolean {
  if (before.files.size !== now.files.size) return false;
  return [...now.files].every(([path, facts]) => {
    const was = before.files.get(path);
    return (
      was === facts || (facts.status !== "read" && JSON.stringify(was) === JSON.stringify(facts))
    );
  });
}
