/** A value that is in force but not written where it counts. */
import type { Setting } from "../../config/connections.ts";
import type { Absence } from "../../config/effective.ts";
import type { Located } from "../../config/scope.ts";
import { blockLabel } from "../posture/row.ts";

export interface HintPart {
  readonly text: string;
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
    return [{ text: `${text} (default)`, explanation, origin: undefined }];
  }
  const from = blockLabel(origin.scope);
  return [{ text: `${text} (from ${from})`, explanation: statement(origin), origin }];
}

/** The directive as it might be written, on one line. */
export function statement({ directive: { name, args } }: Located): string {
  return `${[name, ...args].map((it) => it.text).join(" ")};`;
}
