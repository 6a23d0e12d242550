/** `nginx-tls map` and `nginx-tls certificates`: the TLS map and the certificate timeline of one configuration. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import {
  buildMap,
  type CertificateEntry,
  type Config,
  certificatesOf,
  certificatesToHtml,
  certificatesToJson,
  type Finding,
  mapToHtml,
  mapToJson,
  mapToMermaid,
  mapToSvg,
  type PageFacts,
} from "#core";
import { createNodeHost } from "../host/node.ts";
import { MAP_PAGE_SCRIPT } from "../page/map-page.ts";
import { certificatesToText } from "./certificates-text.ts";
import { checkTargets } from "./check.ts";
import { CannotRun, type Engine, EXIT_HELP, type Io } from "./io.ts";
import { addJudging, type JudgingFlags, judgingOptions } from "./judging.ts";
import { displayPath, enginePath } from "./paths.ts";
import { tellProjectProblems } from "./project.ts";
import { reasonOf, resolveTargets } from "./targets.ts";

interface MapFlags extends JudgingFlags {
  readonly format: string;
  readonly output?: string;
}

/** Adds both commands to the program. */
export function addMap(program: Command, io: Io, engine: Engine): void {
  const command = (name: string, text: string, formats: readonly string[]) => {
    const [fallback = ""] = formats;
    const format = new Option("--format <format>", "what is printed").choices(formats);
    return addJudging(
      program
        .command(name)
        .description(text)
        .argument("[path]", 'main file, or a folder with one; "-" is standard input', ".")
        .addOption(format.default(fallback))
        .option("--output <file>", "write it there instead of printing it"),
    ).addHelpText("after", EXIT_HELP);
  };
  command("map", "draw clients, listeners, servers and upstreams, and what protects the ways", [
    ...MAP_FORMATS.keys(),
  ]).action((path: string, flags: MapFlags) => print(path, flags, MAP_FORMATS, io, engine));
  command("certificates", "list the certificates that are named, and until when they are valid", [
    ...CERTIFICATE_FORMATS.keys(),
  ]).action((path: string, flags: MapFlags) => print(path, flags, CERTIFICATE_FORMATS, io, engine));
}

type Print = (facts: PageFacts) => string;

const MAP_FORMATS: ReadonlyMap<string, Print> = new Map<string, Print>([
  ["svg", ({ map, where }) => mapToSvg(map, { where })],
  ["html", (facts) => mapToHtml(facts, pageOptions(facts))],
  ["mermaid", ({ map }) => mapToMermaid(map)],
  ["json", ({ map, where }) => mapToJson(map, where)],
]);

const CERTIFICATE_FORMATS: ReadonlyMap<string, Print> = new Map<string, Print>([
  ["text", ({ certificates, where }) => certificatesToText(certificates, where)],
  ["json", ({ certificates, where }) => certificatesToJson(certificates, where)],
  ["html", (facts) => certificatesToHtml(facts, pageOptions(facts))],
]);

/** The same for the same configuration, so that pages can be compared. */
function pageOptions({ map, certificates }: PageFacts) {
  const content = JSON.stringify([map, certificates]);
  const nonce = createHash("sha256").update(content).digest("base64url");
  return { nonce, script: MAP_PAGE_SCRIPT };
}

async function print(
  path: string,
  flags: MapFlags,
  formats: ReadonlyMap<string, Print>,
  io: Io,
  engine: Engine,
): Promise<void> {
  const text = formats.get(flags.format)?.(await factsOf(path, flags, io, engine)) ?? "";
  if (flags.output === undefined) io.stdout.write(text);
  else await writeOutput(enginePath(io.cwd, flags.output), text);
}

async function writeOutput(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new CannotRun(`cannot write "${path}": ${reasonOf(error)}`);
  }
}

async function factsOf(path: string, flags: MapFlags, io: Io, engine: Engine): Promise<PageFacts> {
  const targets = await resolveTargets([path], io);
  const session = await engine.createSession(createNodeHost());
  const options = await judgingOptions(flags, targets, io);
  const { checked, problems } = await checkTargets(session, targets, options);
  if (checked.length === 0) throw new CannotRun(problems.join("; "));
  for (const it of problems) io.stderr.write(`nginx-tls: ${it}\n`);
  const { config, findings } = onlyOne(
    checked.map(({ result: { config: it, findings: all } }) => ({
      config: it,
      findings: all.filter(({ file }) => it.files.has(file)),
    })),
    path,
    io,
  );
  await tellProjectProblems(session, config.files.keys(), options.projectFiles, io);
  const files = await session.inspect(config);
  const now = Date.now();
  const certificates: readonly CertificateEntry[] = certificatesOf(config, { files, now });
  const map = buildMap(config, { findings, files, now });
  const where = { files: config.files, nameOf: (it: string) => displayPath(io.cwd, it) };
  return { map, certificates, now, where };
}

interface Judged {
  readonly config: Config;
  readonly findings: readonly Finding[];
}

/** Main files count before parts that none includes. */
function onlyOne(judged: readonly Judged[], path: string, io: Io): Judged {
  const mains = judged.filter((it) => it.config.kind === "main");
  const found = mains.length > 0 ? mains : judged;
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  const names = found.map((it) => displayPath(io.cwd, it.config.rootFile.path));
  throw new CannotRun(`"${path}" holds several configurations, name one: ${names.join(", ")}`);
}
