/** `# nginx-tls: context=http/server version=1.22.1` in the first lines of a file. */
import type { Place } from "../knowledge/directives.ts";
import { PLATFORMS, type Platform, POLICY_IDS, type PolicyId, type Settings } from "../settings.ts";
import type { Span } from "../text.ts";
import { placeNamed } from "./places.ts";
import type { SourceFile } from "./source-file.ts";

export interface CommentSettings {
  /** Where the file's directives stand. */
  readonly place?: Place;
  readonly settings: Partial<Settings>;
  readonly problems: readonly CommentProblem[];
}

export interface CommentProblem {
  readonly span: Span;
  readonly message: string;
}

/** What the comments in the first ten lines say; the first of several counts. */
export function readComments(file: SourceFile): CommentSettings {
  let known = READ.get(file);
  if (!known) {
    known = read(file);
    READ.set(file, known);
  }
  return known;
}

const READ = new WeakMap<SourceFile, CommentSettings>();
const LINES = 10;
const MARK = "nginx-tls:";
const COMMENT = /^#+[ \t]*nginx-tls:/;
const NONE: CommentSettings = { settings: {}, problems: [] };

type Values = Omit<CommentSettings, "problems">;

function read(file: SourceFile): CommentSettings {
  const limit = endOfLine(file.text, LINES);
  if (!file.text.slice(0, limit).includes(MARK)) return NONE;
  const problems: CommentProblem[] = [];
  let values: Values = { settings: {} };
  for (const { start, end } of file.tree.comments) {
    if (start >= limit) break;
    const text = file.text.slice(start, end);
    const head = COMMENT.exec(text)?.[0];
    if (head === undefined) continue;
    for (const match of text.slice(head.length).matchAll(/\S+/g)) {
      const at = start + head.length + match.index;
      const [key = "", value] = match[0].split(/=(.*)/s);
      const result = value === undefined ? undefined : readValue(key, value);
      if (typeof result === "object") {
        const settings = { ...result.settings, ...values.settings };
        values = { ...result, ...values, settings };
      } else {
        const message = result ?? `"${match[0]}" is not of the form key=value`;
        problems.push({ span: { start: at, end: at + match[0].length }, message });
      }
    }
  }
  return { ...values, problems };
}

/** A sentence if the setting or its value is unknown. */
function readValue(key: string, value: string): Values | string {
  switch (key) {
    case "context": {
      const place = placeNamed(value);
      return place ? { place, settings: {} } : `"${value}" names no context of nginx`;
    }
    case "version":
      return isVersion(value) ? { settings: { nginxVersion: value } } : notAVersion(value);
    case "openssl":
      return isVersion(value) ? { settings: { opensslVersion: value } } : notAVersion(value);
    case "platform":
      return isPlatform(value)
        ? { settings: { platform: value } }
        : `"${value}" is none of the platforms ${PLATFORMS.join(", ")}`;
    case "policy":
      return isPolicy(value)
        ? { settings: { policy: value } }
        : `"${value}" is none of the policies ${POLICY_IDS.join(", ")}`;
    default:
      return `"${key}" is none of the settings context, version, openssl, platform, policy`;
  }
}

function isVersion(value: string): boolean {
  return /^\d+(\.\d+){1,2}$/.test(value);
}

function notAVersion(value: string): string {
  return `"${value}" is not a version such as "1.28.0"`;
}

function isPlatform(value: string): value is Platform {
  return PLATFORMS.some((it) => it === value);
}

function isPolicy(value: string): value is PolicyId {
  return POLICY_IDS.some((it) => it === value);
}

/** The offset after so many lines. */
function endOfLine(text: string, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines; line++) {
    const lf = text.indexOf("\n", at);
    if (lf === -1) return text.length;
    at = lf + 1;
  }
  return at;
}

/** What the comments of a project say: the root file's first, then those of what it includes. */
export function settingsInComments(files: Iterable<SourceFile>): Partial<Settings> {
  let found: Partial<Settings> = {};
  for (const file of files) {
    const { settings } = readComments(file);
    if (Object.keys(settings).length > 0) found = { ...settings, ...found };
  }
  return found;
}
