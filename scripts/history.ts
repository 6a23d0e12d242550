/**
 * `node out/scripts/history.mjs NGINX NJS`: writes `core/knowledge/sources/directive-history.json` from clones of
 * nginx's and njs's repositories: every directive since nginx 1.4.0 in every form it has had, and the
 * releases that have it. An njs release counts as part of the nginx releases that it could be installed with.
 */
import { writeFileSync } from "node:fs";
import { type Command, readCommands, type SourceFacts } from "./history/commands.ts";
import { type HistoryRow, intervals, type Snapshot } from "./history/intervals.ts";
import { compareVersions, type Release, Repository } from "./history/repository.ts";

const OLDEST = "1.4.0";
const OUTPUT = "core/knowledge/sources/directive-history.json";

/** `standard`: setters of another repository. */
type Reader = (version: string, revision: string, standard?: ReadonlySet<string>) => Snapshot;

function main([nginxFolder, njsFolder]: readonly string[]): void {
  if (!nginxFolder || !njsFolder) throw new Error("usage: history.mjs NGINX NJS");
  const nginx = new Repository(nginxFolder);
  const releases = [
    ...nginx
      .releases(/^release-(\d+\.\d+\.\d+)$/)
      .filter((it) => compareVersions(it.version, OLDEST) >= 0),
    head(nginx, "src/core/nginx.h", "NGINX_VERSION"),
  ];
  const read = reader(nginx, "src");
  const snapshots = releases.map((it) => read(it.version, it.revision));
  const standard = snapshots.at(-1)?.unrepeatable ?? new Set();
  const rows = [...intervals(snapshots), ...njsRows(new Repository(njsFolder), releases, standard)];
  const lines = rows.map((it) => JSON.stringify(it)).sort();
  writeFileSync(OUTPUT, `[\n${[...new Set(lines)].join(",\n")}\n]\n`);
  process.stdout.write(`${OUTPUT}: ${rows.length} rows of ${releases.length} releases\n`);
}

function head(repository: Repository, path: string, constant: string): Release {
  const version = new RegExp(`define ${constant}\\s+"([\\d.]+)"`).exec(
    repository.read("HEAD", path),
  );
  if (!version?.[1]) throw new Error(`no ${constant} in ${path}`);
  return { version: version[1], revision: "HEAD", date: repository.dateOf("HEAD") };
}

/** Dates decide: an njs release was never built for an nginx that the stable branch had left behind. */
function njsRows(
  repository: Repository,
  releases: readonly Release[],
  standard: ReadonlySet<string>,
): HistoryRow[] {
  const read = reader(repository, "nginx");
  const njs = [
    ...repository.releases(/^(\d+\.\d+\.\d+)$/),
    head(repository, "src/njs.h", "NJS_VERSION"),
  ];
  const rows = intervals(njs.map((it) => read(it.version, it.revision, standard)));
  const dates = new Map(njs.map((it) => [it.version, it.date]));
  return rows.map(({ since, until, ...row }) => {
    const from = since === undefined ? undefined : stableAt(dates.get(since) ?? "", releases);
    const to = until === undefined ? undefined : nextAfter(dates.get(until) ?? "", releases);
    return { ...row, ...(from && { since: from }), ...(to && { until: to }) };
  });
}

function stableAt(date: string, releases: readonly Release[]): string | undefined {
  return newestAt(
    date,
    releases.filter((it) => Number(it.version.split(".")[1]) % 2 === 0),
  );
}

function newestAt(date: string, releases: readonly Release[]): string | undefined {
  return releases.findLast((it) => Date.parse(it.date) <= Date.parse(date))?.version;
}

function nextAfter(date: string, releases: readonly Release[]): string | undefined {
  return releases.find((it) => Date.parse(it.date) > Date.parse(date))?.version;
}

/** Reads each object once, however many releases share it. */
function reader(repository: Repository, folder: string): Reader {
  const facts = new Map<string, SourceFacts>();
  return (version, revision, standard = new Set()) => {
    const commands: Command[] = [];
    const unrepeatable = new Set(standard);
    for (const object of repository.sources(revision, folder).values()) {
      const known = facts.get(object) ?? readCommands(repository.blob(object));
      facts.set(object, known);
      commands.push(...known.commands);
      for (const setter of known.unrepeatable) unrepeatable.add(setter);
    }
    return { version, commands, unrepeatable };
  };
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`history: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
