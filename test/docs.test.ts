/** What the documents say to readers is so: links lead somewhere, commands and options exist, examples do what they show. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import manifest from "../package.json" with { type: "json" };
import { runCli } from "./cli/run-cli.ts";
import { memoryHost } from "./harness/memory-host.ts";
import { PARSER } from "./harness/parser.ts";

const ROOT = join(import.meta.dirname, "..");
const DOCUMENTS = globSync(["*.md", "docs/**/*.md", "examples/*.md", "core/**/*.md"], {
  cwd: ROOT,
}).sort();

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** As GitHub makes them of headings. */
function anchorsOf(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The first block of code in this language. */
function blockIn(path: string, language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(read(path))?.[1];
  if (found === undefined) throw new Error(`${path} has no ${language}`);
  return found;
}

test.each(DOCUMENTS)("%s: links lead to files and headings that exist", (path) => {
  const broken: string[] = [];
  const links = /(?:\]\(|<(?:img|source)[^>]* src(?:set)?=")([^)"\s]+)/g;
  for (const [, link = ""] of read(path).matchAll(links)) {
    if (/^https?:/.test(link)) continue;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : normalize(join(dirname(path), file));
    const isThere = existsSync(join(ROOT, target));
    if (!isThere || (anchor !== undefined && !anchorsOf(target).includes(anchor)))
      broken.push(link);
  }
  expect(broken).toEqual([]);
});

test("each script that a document names exists", () => {
  const named = DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((it) => !(it in manifest.scripts))).toEqual([]);
});

test("docs/architecture.md has a reason for each dependency, and for none that is gone", () => {
  const [, table = ""] = read("docs/architecture.md").split("## Dependencies");
  const named = table
    .split("\n")
    .filter((it) => it.startsWith("| `"))
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)])
    .map(([, name = ""]) => name);
  expect(named.toSorted()).toEqual(Object.keys(manifest.devDependencies).toSorted());
});

test("docs/architecture.md names each folder of sources", () => {
  const text = read("docs/architecture.md");
  const folders = globSync(["*", "core/*", "core/features/*"], {
    cwd: ROOT,
    onlyDirectories: true,
    ignore: ["node_modules", "dist", "out", "coverage"],
  });
  const named = (folder: string) =>
    text.includes(`\`${folder}\``) || text.includes(`\`${folder.replace("core/features/", "")}\``);
  expect(folders.filter((it) => !named(it))).toEqual([]);
});

test("docs/architecture.md names each module that rules share", () => {
  const text = read("docs/architecture.md");
  const shared = globSync("*.ts", { cwd: join(ROOT, "core/rules/shared") });
  expect(shared).toContain("edits.ts");
  expect(shared.filter((it) => !text.includes(`\`${it}\``))).toEqual([]);
});

test("each option that docs/cli.md names is one of the command that it is told of", async () => {
  const help = async (name: string) => (await runCli(ROOT, ["help", name])).stdout;
  const commands = ["check", "format", "test", "probe", "config", "map"];
  const ofCheck = await help("check");
  const ofAll = (await Promise.all(commands.map(help))).join("");
  const wrong: string[] = [];
  for (const section of read("docs/cli.md").split(/^## /m).slice(1)) {
    const name = /^\w+/.exec(section)?.[0] ?? "";
    const known = commands.includes(name) ? (await help(name)) + ofCheck : ofAll;
    const named = [...section.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option);
    wrong.push(...named.filter((it) => !new RegExp(`${it}(?![\\w-])`).test(known)));
  }
  expect(wrong).toEqual([]);
});

test("the comments of docs/suppression.md silence what they name, and nothing else", async () => {
  const path = "/etc/nginx/nginx.conf";
  const host = memoryHost({ [path]: blockIn("docs/suppression.md", "nginx") });
  const result = await new Session(PARSER, host).check(path, { settings: DEFAULT_SETTINGS });
  expect(result?.suppressed.map((it) => it.finding.rule)).toEqual([
    "tls13-missing",
    "weak-protocol",
    "weak-cipher",
    "hsts-missing",
    "session-timeout-long",
  ]);
  expect(result?.findings.map((it) => it.rule)).toEqual([
    "missing-events-block",
    "cipher-no-forward-secrecy",
    "session-cache-builtin",
  ]);
});

test("the project file of docs/project-file.md is understood", async () => {
  const text = blockIn("docs/project-file.md", "jsonc");
  const host = memoryHost({ "/w/nginx-tls.json": text, "/w/sites/legacy/a.conf": "" });
  const session = new Session(PARSER, host);
  const files = await session.projectFiles.filesFor("/w/sites/legacy/a.conf", {});
  expect(files.map((it) => [it.path, it.problems])).toEqual([["/w/nginx-tls.json", []]]);
});
