import { expect, test } from "vitest";
import { parseProjectFile } from "../../../core/config/project-file.ts";

const IDS = new Set(["hsts-missing", "weak-cipher"]);

function parse(text: string) {
  return parseProjectFile("/w/nginx-tls.json", text, IDS);
}

/** The text that each problem is about, and what is wrong with it. */
function problems(text: string): string[] {
  return parse(text).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)} | ${message}`,
  );
}

test("comments and a comma at the end are allowed", () => {
  const file = parse(`{
  "$schema": "./schema.json",
  // our floor
  "policy": "cis", /* since May */
  "certificates": { "read": false },
  "rules": { "hsts-*": "off", },
}`);
  expect(file.problems).toEqual([]);
  expect(file.values).toEqual({
    policy: "cis",
    readCertificates: false,
    rules: { "hsts-missing": "off" },
  });
  expect(file.isRoot).toBe(false);
});

test("relative files and folders count from the file's own folder", () => {
  const { values } = parse(
    '{ "mainFile": "conf/nginx.conf", "pathMap": { "/etc/nginx": "../x" } }',
  );
  expect(values).toEqual({ mainFile: "/w/conf/nginx.conf", pathMap: { "/etc/nginx": "/x" } });
});

test("overrides hold for files below the file's folder, by pattern", () => {
  const { overrides, problems: none } = parse(`{
    "root": true,
    "overrides": [{ "files": ["old/**", "*.dev.conf"], "policy": "nginx-default" }]
  }`);
  expect(none).toEqual([]);
  const [first] = overrides;
  expect(first?.values).toEqual({ policy: "nginx-default" });
  const paths = ["/w/old/a.conf", "/w/sites/b.dev.conf", "/w/nginx.conf", "/v/old/a.conf"];
  expect(paths.filter((it) => first?.matches(it))).toEqual([
    "/w/old/a.conf",
    "/w/sites/b.dev.conf",
  ]);
});

test("problems are told at their place, and the rest applies", () => {
  const text = `{
    "polcy": "cis",
    "policy": "strict",
    "rules": { "hst-missing": "off", "weak-cipher": "loud" },
    "certificates": { "reed": true },
    "suppression": true,
    "nginx": { "path": "/tmp/other" },
    "root": 1,
    "overrides": [{ "policy": "cis" }, { "files": ["a"], "overrides": [] }],
    "nginxVersion": "1.28.0"
  }`;
  expect(problems(text)).toEqual([
    '1 | "root" must be true or false',
    '"polcy" | there is no setting "polcy"; did you mean "policy"?',
    '"reed" | there is no setting "certificates.reed"; did you mean "read"?',
    'true | "suppression" must be an object',
    '"nginx" | there is no setting "nginx"',
    '"strict" | "policy" must be one of "mozilla-intermediate", "mozilla-modern", "cis", "nginx-default"',
    '"hst-missing" | "rules" names an unknown rule "hst-missing"',
    '"loud" | "rules" gives "weak-cipher" an unknown severity',
    '{ "policy": "cis" } | "files" must be a list of patterns such as "sites/*.conf"',
    '"overrides" | there is no setting "overrides"',
  ]);
  expect(parse(text).values).toMatchObject({ nginxVersion: "1.28.0" });
});

test("names as the editor's settings have them are told how to stand here", () => {
  const text =
    '{ "nginxTls.policy": "cis", "certificates.read": false, "nginxTls.certificates.read": false, "nginx.path": "a" }';
  expect(problems(text)).toEqual([
    '"nginxTls.policy" | there is no setting "nginxTls.policy"; here it is "policy"',
    '"certificates.read" | there is no setting "certificates.read"; write "certificates": { "read": … }',
    '"nginxTls.certificates.read" | there is no setting "nginxTls.certificates.read"; write "certificates": { "read": … }',
    '"nginx.path" | there is no setting "nginx.path"',
  ]);
});

test("broken JSON says what is expected, and what could be read applies", () => {
  const text = '{ "policy": "cis" "root": true';
  expect(problems(text)).toEqual(['"root" | comma expected', " | close brace expected"]);
  expect(parse(text)).toMatchObject({ values: { policy: "cis" }, isRoot: true });
});

test("an empty file and other values than an object are told", () => {
  expect(problems("")).toEqual([" | value expected"]);
  expect(problems("[]")).toEqual(["[] | settings must be an object"]);
});
