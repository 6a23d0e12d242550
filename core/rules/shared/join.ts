/** One list of findings for the several configurations that a file belongs to. */
import type { Config } from "../../config/config.ts";
import { includeLeadingTo } from "../../config/include-graph.ts";
import { baseName, folderOf } from "../../config/paths.ts";
import type { Finding, Related } from "../../finding.ts";
import { atLeast } from "../../severity.ts";
import { byPlace } from "./lint.ts";

/** One configuration and what was found in it. */
export interface Judged {
  readonly config: Config;
  /** The files that it is asked about: all of the configuration, or some. */
  readonly files: ReadonlySet<string> | ReadonlyMap<string, unknown>;
  /** Findings in other files do not count. */
  readonly findings: readonly Finding[];
}

/** A finding that only some configurations have names so many of them. */
const MAX_NAMED = 3;

/**
 * A finding that all configurations with its file have is one finding. One that only some have names their
 * main files, and none of its fixes is safe: the other configurations read the same text.
 */
export function joinFindings(judged: readonly Judged[]): readonly Finding[] {
  if (judged.length === 1) return judged[0]?.findings ?? [];
  const found = new Map<string, { finding: Finding; configs: Config[] }>();
  for (const { config, files, findings } of judged) {
    for (const finding of findings) {
      if (!files.has(finding.file)) continue;
      const key = keyOf(finding);
      const known = found.get(key);
      if (!known) found.set(key, { finding, configs: [config] });
      else {
        known.configs.push(config);
        if (!atLeast(known.finding.severity, finding.severity)) known.finding = finding;
      }
    }
  }
  return [...found.values()]
    .map(({ finding, configs }) => {
      const all = judged.filter((it) => it.files.has(finding.file)).length;
      return configs.length === all ? finding : onlyIn(configs, finding);
    })
    .sort(byPlace);
}

function keyOf({ rule, file, span, message }: Finding): string {
  return `${rule}\n${file}\n${span.start}\n${span.end}\n${message}`;
}

function onlyIn(configs: readonly Config[], finding: Finding): Finding {
  const named = configs.slice(0, MAX_NAMED).map((it) => origin(it, finding.file));
  return {
    ...finding,
    related: [...finding.related, ...named],
    fixes: finding.fixes.map((it) => ({ ...it, safety: "unsafe" })),
  };
}

/** The place in the main file from which the finding's file is read. */
function origin(config: Config, file: string): Related {
  const { rootFile } = config;
  const include = includeLeadingTo(file, config);
  return {
    file: rootFile.path,
    span: include ? include.span : { start: 0, end: 0 },
    message: `only in the configuration of "${shortName(rootFile.path)}"`,
  };
}

/** The name with its folder's, since main files are often named alike. */
function shortName(path: string): string {
  const folder = baseName(folderOf(path));
  return folder === "" ? baseName(path) : `${folder}/${baseName(path)}`;
}
