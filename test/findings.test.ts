/** The command that counts findings: what it judges and what it prints. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Finding, RULES, type Severity } from "#core";
import { readSubjects } from "../scripts/findings/subjects.ts";
import { type Counted, countsOf, tableText } from "../scripts/findings/table.ts";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "nginx-tls-findings-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test("of a corpus only what nginx accepts is judged, as nginx read it", () => {
  const verdict = (exit: number) => ({ head: { exit }, deb: { exit } });
  const cases = [
    {
      path: "a/nginx.conf",
      prefix: "a",
      kind: "full",
      context: "main",
      source: "h5bp",
      ...verdict(0),
    },
    {
      path: "b/x.conf",
      prefix: "b",
      kind: "fragment",
      context: "http",
      source: "web",
      ...verdict(0),
    },
    {
      path: "c/nginx.conf",
      prefix: "c",
      kind: "full",
      context: "main",
      source: "web",
      ...verdict(1),
    },
    {
      path: "d",
      prefix: "d",
      kind: "full",
      context: "main",
      source: "web",
      elided: true,
      ...verdict(0),
    },
  ];
  const folder = folderWith({ "manifest.jsonl": cases.map((it) => JSON.stringify(it)).join("\n") });
  const shown = (source?: string) =>
    readSubjects(folder, source).map((it) => [
      it.root.slice(folder.length),
      it.place,
      it.isGoodPractice,
    ]);
  expect(shown()).toEqual([
    ["/a/nginx.conf", "main", true],
    ["/b/x.conf", "http", false],
  ]);
  expect(shown("web")).toEqual([["/b/x.conf", "http", false]]);
});

test("of any other folder the main files are judged", () => {
  const folder = folderWith({
    "one/nginx.conf": "events {}\nhttp {\n}\n",
    "one/site.conf": "server {\n}\n",
    "two.nginx": "stream {\n}\n",
  });
  const roots = readSubjects(folder, undefined).map((it) => it.root.slice(folder.length));
  expect(roots.sort()).toEqual(["/one/nginx.conf", "/two.nginx"]);
});

test("rules are counted by finding, configuration and good practice, the loudest first", () => {
  const counted = (rule: string, severity: Severity, root: string, good: boolean): Counted => {
    const finding: Finding = {
      rule,
      severity,
      file: root,
      span: { start: 0, end: 1 },
      message: "",
      docs: "",
      tags: [],
      related: [],
      fixes: [],
    };
    return { finding, root, place: root, isGoodPractice: good };
  };
  const counts = countsOf(
    [
      counted("weak-cipher", "warning", "a", false),
      counted("weak-protocol", "warning", "a", true),
      counted("weak-protocol", "hint", "b", false),
      counted("weak-protocol", "warning", "b", false),
    ],
    RULES,
  );
  expect(
    tableText(counts),
  ).toBe(`rule           findings  configurations  in good practice  severity
weak-protocol         3               2                 1  warning 2, hint 1
weak-cipher           1               1                 0  warning 1
`);
});
