/** `--fix`: applies fixes to the files that were asked for, and to no others. */
import { randomBytes } from "node:crypto";
import { chmod, chown, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type CheckOptions,
  compareTexts,
  type Finding,
  type Fix,
  type Fixable,
  fixAll,
  type Session,
} from "#core";
import type { Checked } from "./check.ts";
import { CannotRun } from "./io.ts";
import { reasonOf } from "./targets.ts";

export interface FixOptions extends CheckOptions {
  /** "unsafe": also fixes that may change what the configuration means. */
  readonly safety: Fix["safety"];
  /** Text that is no file: it is fixed in the session, and nothing is written. */
  readonly texts: ReadonlySet<string>;
}

/** The new texts of changed files. The session holds them afterwards. */
export async function fixChecked(
  session: Session,
  checked: readonly Checked[],
  options: FixOptions,
): Promise<ReadonlyMap<string, string>> {
  const changed = new Map<string, string>();
  for (const { path, result, wanted, options: how } of checked) {
    const editable = new Set<string>();
    for (const file of wanted) {
      const text = result.files.get(file)?.text;
      if (options.texts.has(file) || (text !== undefined && (await isOnDisk(file, text)))) {
        editable.add(file);
      }
    }
    const allowed = offering(session, (fix) => isAllowed(fix, editable, options));
    const texts = await fixAll(allowed, path, how, (it) => wanted.has(it.file));
    for (const [file, text] of texts) changed.set(file, text);
  }
  return changed;
}

/** A session whose findings offer only the allowed fixes, all of them for bulk use, safe ones first. */
function offering(session: Session, allow: (fix: Fix) => boolean): Fixable<CheckOptions> {
  const toSafe = (fix: Fix): Fix => ({ ...fix, safety: "safe" });
  const bySafety = (a: Fix, b: Fix) => compareTexts(a.safety, b.safety);
  const filtered = (finding: Finding): Finding => ({
    ...finding,
    fixes: finding.fixes.filter(allow).sort(bySafety).map(toSafe),
  });
  return {
    setText: (path, text) => session.setText(path, text),
    async check(path, options) {
      const result = await session.check(path, options);
      return result && { ...result, findings: result.findings.map(filtered) };
    },
  };
}

function isAllowed(fix: Fix, editable: ReadonlySet<string>, options: FixOptions): boolean {
  const safe = fix.safety === "safe" || options.safety === "unsafe";
  return safe && fix.edits.every((it) => editable.has(it.file));
}

/** False if writing the text would change more than the fix: bytes that are not UTF-8, a newer file. */
export async function isOnDisk(path: string, text: string): Promise<boolean> {
  try {
    const bytes = await readFile(path);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) === text;
  } catch {
    return false;
  }
}

/** Writes all texts, each at once or not at all; links stay links. */
export async function writeFiles(texts: ReadonlyMap<string, string>): Promise<void> {
  const written = new Set<string>();
  for (const [path, text] of texts) {
    try {
      const real = await realpath(path);
      if (!written.has(real)) await replaceFile(real, text);
      written.add(real);
    } catch (error) {
      throw new CannotRun(`cannot write "${path}": ${reasonOf(error)}`);
    }
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const { mode, uid, gid } = await stat(path);
  const temporary = join(dirname(path), `.nginx-tls-${randomBytes(6).toString("hex")}.tmp`);
  try {
    const handle = await open(temporary, "wx", mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Only root may give a file away; for all others it is theirs already or stays their copy.
    await chown(temporary, uid, gid).catch(() => undefined);
    await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
