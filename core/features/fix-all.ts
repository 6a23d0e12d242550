/** Applies safe fixes in bulk. Each pass is judged anew, so that fixes that touch each other meet in turn. */
import type { SourceFile } from "../config/source-file.ts";
import type { FileEdit, Finding, Fix } from "../finding.ts";
import { applyEdits, touch } from "../text.ts";

/** What `fixAll` works on; a `Session` is one. It sets texts, so a live session must not be given. */
export interface Fixable<Options> {
  check(path: string, options: Options): Promise<FixableResult | undefined>;
  setText(path: string, text: string): void;
}

export interface FixableResult {
  readonly findings: readonly Finding[];
  readonly files: ReadonlyMap<string, SourceFile>;
}

const MAX_PASSES = 10;

/**
 * The new texts of the files that change when every safe fix of the accepted findings is applied until
 * none is left. By default the findings of `path` itself are accepted; their fixes may edit other files.
 * Afterwards the session holds the new texts as open documents: the caller closes them.
 */
export async function fixAll<Options>(
  session: Fixable<Options>,
  path: string,
  options: Options,
  accept: (finding: Finding) => boolean = (it) => it.file === path,
): Promise<ReadonlyMap<string, string>> {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const result = await session.check(path, options);
    if (!result) break;
    const { files } = result;
    const changed = applyOnce(result.findings.filter(accept), files);
    if (changed.size === 0) break;
    for (const [file, text] of changed) {
      if (!before.has(file)) before.set(file, files.get(file)?.text ?? "");
      after.set(file, text);
      session.setText(file, text);
    }
  }
  return new Map([...after].filter(([file, text]) => before.get(file) !== text));
}

/** The first safe fix of a finding: the one that is applied in bulk. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((it) => it.safety === "safe");
}

function applyOnce(
  findings: readonly Finding[],
  files: ReadonlyMap<string, SourceFile>,
): Map<string, string> {
  const chosen: FileEdit[] = [];
  for (const finding of findings) {
    const edits = safeFix(finding)?.edits ?? [];
    const free = edits.every((edit) => files.has(edit.file) && !chosen.some(touches(edit)));
    if (free) chosen.push(...edits);
  }
  const changed = new Map<string, string>();
  for (const path of new Set(chosen.map((it) => it.file))) {
    const text = files.get(path)?.text ?? "";
    const newText = applyEdits(
      text,
      chosen.filter((it) => it.file === path),
    );
    if (newText !== text) changed.set(path, newText);
  }
  return changed;
}

/** Two fixes that insert at one place may say the same thing twice, so touching counts as overlap. */
function touches(edit: FileEdit): (other: FileEdit) => boolean {
  return (other) => other.file === edit.file && touch(edit.span, other.span);
}
