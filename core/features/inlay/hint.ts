/** A value that is in force but not written where it counts. */
import type { Setting } from "../../config/connections.ts";
import type { Absence } from "../../config/effective.ts";
import type { Located } from "../../config/scope.ts";
import { PROTOCOLS } from "../../knowledge/protocols.ts";
import { blockLabel } from "../posture/row.ts";

export interface HintPart {
  readonly text: string;
  /** Where it comes from, in a word or two: `default`, `from http`. */
  readonly source?: string;
  /** What it means and where it comes from, as plain text. */
  readonly explanation: string;
  /** The directive that says it; undefined for a default. */
  readonly origin: Located | undefined;
}

export interface InlayHint {
  /** UTF-16 offset that the hint stands at. */
  readonly offset: number;
  /** At least one; shown with commas between. */
  readonly parts: readonly HintPart[];
  /** True if a blank belongs before it. */
  readonly apart: boolean;
}

/** A part for a setting, unless it is written in the block itself or may be where nobody sees it. */
export function partOf(
  text: string,
  setting: Pick<Setting, "name" | "directives" | "own">,
  absence: Absence,
): readonly HintPart[] {
  const [origin] = setting.directives;
  if (setting.own || (!origin && absence !== "certain")) return [];
  if (!origin) {
    const explanation = `${setting.name} is not set: this is nginx's default`;
    return [{ text, source: "default", explanation, origin: undefined }];
  }
  const source = `from ${blockLabel(origin.scope)}`;
  return [{ text, source, explanation: statement(origin), origin }];
}

/**
 * What comes from one place together, with the place told once: VS Code cuts the hints of a line at 43
 * characters unless its settings say otherwise.
 */
export function bySource(parts: readonly HintPart[]): readonly HintPart[] {
  const sources = [...new Set(parts.map((it) => it.source))];
  return sources.flatMap((source) => {
    const group = parts.filter((it) => it.source === source);
    const last = group.at(-1);
    if (!last || source === undefined) return group;
    return [...group.slice(0, -1), { ...last, text: `${last.text} (${source})` }];
  });
}

/** `TLSv1.2–1.3` for versions without a gap, else all of them. */
export function protocolRange(protocols: Iterable<string>): string {
  const enabled = new Set(protocols);
  const known = PROTOCOLS.filter((it) => enabled.has(it));
  const [first, last] = [known[0], known.at(-1)];
  const all = [...enabled].join(" ");
  if (!first || !last || first === last || known.length < enabled.size) return all;
  if (PROTOCOLS.indexOf(last) - PROTOCOLS.indexOf(first) >= known.length) return all;
  return `${first}–${first.startsWith("TLSv") ? last.slice("TLSv".length) : last}`;
}

/** The directive as it might be written, on one line. */
export function statement({ directive: { name, args } }: Located): string {
  return `${[name, ...args].map((it) => it.text).join(" ")};`;
}
