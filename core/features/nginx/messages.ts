/** What `nginx -t` wrote about a copy of a configuration, in terms of the original. */
import { type Config, resolveFile } from "../../config/config.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { Severity } from "../../severity.ts";
import type { Span } from "../../text.ts";

export interface NginxMessage {
  readonly severity: Severity;
  /** nginx's own words, with the original's paths, without "in FILE:LINE". */
  readonly text: string;
  readonly file: string;
  readonly span: Span;
  /** True if nginx named no place, and `span` is where its words point to. */
  readonly attributed: boolean;
}

export interface NginxVerdict {
  /** "environment": nginx stopped at what this machine lacks, not at the configuration. */
  readonly outcome: "accepted" | "refused" | "environment";
  readonly messages: readonly NginxMessage[];
  /** What concerns the machine: ports, permissions, names that don't resolve. */
  readonly environment: readonly string[];
}

const ENTRY = /\[(emerg|alert|crit|error|warn|notice)\](?: \d+#\d+:)? (.*)$/;
const PLACE = /^(.*) in (\S.*):(\d+)$/;

/** `root`: the folder of the copy. `output`: everything nginx wrote. */
export function readNginxOutput(output: string, root: string, config: Config): NginxVerdict {
  const messages: NginxMessage[] = [];
  const environment: string[] = [];
  const seen = new Set<string>();
  for (const line of output.replaceAll(root, "").split(/\r?\n/)) {
    const [, level = "", text] = ENTRY.exec(line) ?? [];
    if (text === undefined || seen.has(text) || level === "notice") continue;
    seen.add(text);
    if (ABOUT_THE_MACHINE.test(text)) environment.push(text);
    else messages.push(place(level === "warn" ? "warning" : "error", text, config));
  }
  const refused = messages.some((it) => it.severity === "error");
  if (output.includes("test is successful")) return { outcome: "accepted", messages, environment };
  return { outcome: refused ? "refused" : "environment", messages, environment };
}

/** Of a copy that an ordinary user tests on a machine that is not nginx's. */
const ABOUT_THE_MACHINE =
  /^(?:bind\(\) to |still could not bind|host not found in |getpw?nam\(|getgrnam\(|the "user" directive makes sense only|could not open error log file|mkdir\(\) |chown\(|.*\((?:1|13): |.*\bdlopen\(\) )/;

function place(severity: Severity, text: string, config: Config): NginxMessage {
  const [, words, path, line] = PLACE.exec(text) ?? [];
  const file = path === undefined ? undefined : config.files.get(path);
  if (file && words !== undefined) {
    return message(severity, words, file, lineSpan(file, Number(line) - 1), false);
  }
  for (const [, quoted = ""] of text.matchAll(/"([^"]+)"/g)) {
    const found = wordNamed(config, quoted);
    if (found) return message(severity, words ?? text, found.file, found.span, true);
  }
  const { rootFile } = config;
  return message(severity, words ?? text, rootFile, lineSpan(rootFile, 0), true);
}

function message(
  severity: Severity,
  text: string,
  file: SourceFile,
  span: Span,
  attributed: boolean,
): NginxMessage {
  return { severity, text, file: file.path, span, attributed };
}

/** A line without the blanks around it. */
function lineSpan({ text, lines }: SourceFile, line: number): Span {
  const start = lines.lineStart(line);
  const written = text.slice(start, lines.lineStart(line + 1));
  const blanks = written.length - written.trimStart().length;
  return { start: start + blanks, end: start + Math.max(blanks, written.trimEnd().length) };
}

/** The argument that nginx quotes: as it is written, or as the path that it stands for. */
function wordNamed(config: Config, quoted: string): { file: SourceFile; span: Span } | undefined {
  for (const name of config.root.names) {
    for (const { directive, file } of config.root.everywhere(name)) {
      const word = directive.args.find(
        ({ text }) => text === quoted || (text !== "" && resolveFile(config, text) === quoted),
      );
      if (word) return { file, span: word.span };
    }
  }
  return undefined;
}
