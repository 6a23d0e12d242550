/** Completion at the `$0` of a fixture. */
import {
  type CheckOptions,
  type Completion,
  type CompletionItem,
  complete,
  DEFAULT_SETTINGS,
} from "#core";
import { type FeatureFixture, openFixture } from "./feature.ts";

export interface Completed extends FeatureFixture {
  readonly completion: Completion | undefined;
  /** Labels, best first. */
  readonly labels: readonly string[];
  item(label: string): CompletionItem;
  /** The text of the file with an item taken, tab stops as plain text. */
  taken(label: string, mode?: "insert" | "replace"): string;
}

export interface CompletionOptions extends Partial<CheckOptions> {
  readonly trigger?: string;
  /** Runs before completion is asked for. */
  readonly prepare?: (fixture: FeatureFixture) => void;
}

export async function completeAt(
  text: string,
  options: CompletionOptions = {},
): Promise<Completed> {
  const { trigger, prepare, ...rest } = options;
  const fixture = await openFixture(text, rest);
  prepare?.(fixture);
  const { configs, file, cursor, session } = fixture;
  const checking = { settings: DEFAULT_SETTINGS, ...rest };
  const completion = await complete({
    configs,
    file,
    offset: cursor.offset,
    files: session,
    silenceable: {
      rules: session.rules,
      findings: async () => (await session.check(file.path, checking))?.findings ?? [],
    },
    ...(trigger !== undefined && { trigger }),
  });
  const items = completion?.items ?? [];
  const labels = items.toSorted((a, b) => b.rank - a.rank).map((it) => it.label);
  const item = (label: string) => {
    const found = items.find((it) => it.label === label);
    if (!found) throw new Error(`"${label}" is not offered, but ${labels.slice(0, 40).join(", ")}`);
    return found;
  };
  const taken = (label: string, mode: "insert" | "replace" = "insert") => {
    const { insert, snippet } = item(label);
    const span = completion?.[mode] ?? { start: 0, end: 0 };
    return (
      file.text.slice(0, span.start) + plain(snippet ?? escaped(insert)) + file.text.slice(span.end)
    );
  };
  return { ...fixture, completion, labels, item, taken };
}

/** The labels offered at the cursor, best first. */
export async function labelsAt(
  text: string,
  options?: CompletionOptions,
): Promise<readonly string[]> {
  return (await completeAt(text, options)).labels;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}

/** A snippet with its placeholders and first choices filled in. */
export function plain(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|((?:\\.|[^,|])*)(?:\\.|[^|])*\|\}/g, "$1")
    .replaceAll(/\$\{\d+:?((?:\\.|[^}\\])*)\}/g, "$1")
    .replaceAll(/(?<!\\)\$\d+/g, "")
    .replaceAll(/\\([\\$},|])/g, "$1");
}
