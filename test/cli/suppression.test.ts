import type { Log } from "sarif";
import { expect, test } from "vitest";
import { folderWith, places, runCli } from "./run-cli.ts";

const TEXT = `http {
    # nginx-tls-disable-next-line tokens-shown -- behind a proxy
    server_tokens on;
    server {
        server_tokens on;
    }
}
`;

test("suppressed findings are counted and not printed; --no-suppression heeds no comment", async () => {
  const folder = folderWith({ "nginx.conf": TEXT });
  const outcome = await runCli(folder, ["check", "nginx.conf"]);
  expect(outcome.stdout).toContain("1 warning in 1 file; --fix repairs 1; 1 suppressed\n");
  expect(outcome.stdout).not.toContain("nginx.conf:3:");
  const all = await runCli(folder, ["check", "--no-suppression", "--format=json", "nginx.conf"]);
  expect(places(all)).toEqual(["nginx.conf:3:19 tokens-shown", "nginx.conf:5:23 tokens-shown"]);
});

test("suppressed findings do not fail, and are not fixed", async () => {
  const folder = folderWith({ "nginx.conf": TEXT.replace(/ {4}server \{[^}]*\}\n/, "") });
  expect(await runCli(folder, ["check", "nginx.conf"])).toEqual({
    code: 0,
    stdout: "No problems in 1 file; 1 suppressed\n",
    stderr: "",
  });
  const fixed = await runCli(folder, ["check", "--fix", "nginx.conf"]);
  expect(fixed.stdout).toBe("No problems in 1 file; 1 suppressed\n");
  const anyway = await runCli(folder, ["check", "--fix", "--no-suppression", "nginx.conf"]);
  expect(anyway.stdout).toBe("Fixed nginx.conf\nNo problems in 1 file\n");
});

test("JSON has them by themselves, with the reason", async () => {
  const folder = folderWith({ "nginx.conf": TEXT });
  const { stdout } = await runCli(folder, ["check", "--format=json", "nginx.conf"]);
  const { findings, suppressed } = JSON.parse(stdout);
  expect(findings).toHaveLength(1);
  expect(suppressed).toMatchObject([
    { line: 3, rule: "tokens-shown", reason: "behind a proxy", severity: "warning" },
  ]);
});

test("SARIF has them marked, and tells places, fixes and rules", async () => {
  const folder = folderWith({ "a b/nginx.conf": TEXT });
  const outcome = await runCli(folder, ["check", "--format=sarif", "a b"]);
  expect(outcome).toMatchObject({ code: 1, stderr: "" });
  const log: Log = JSON.parse(outcome.stdout);
  expect(log.version).toBe("2.1.0");
  const [run] = log.runs;
  expect(run?.tool.driver.rules?.map((it) => it.id)).toEqual(["tokens-shown"]);
  expect(run?.originalUriBaseIds?.["%SRCROOT%"]?.uri).toMatch(/^file:\/\/\/.*\/$/);
  expect(run?.results?.map((it) => it.suppressions)).toEqual([
    undefined,
    [{ kind: "inSource", justification: "behind a proxy" }],
  ]);
  const artifactLocation = { uri: "a%20b/nginx.conf", uriBaseId: "%SRCROOT%" };
  const region = { startLine: 5, startColumn: 23, endLine: 5, endColumn: 25 };
  expect(run?.results?.[0]).toMatchObject({
    ruleId: "tokens-shown",
    ruleIndex: 0,
    level: "warning",
    message: { text: 'the version is shown, as "server_tokens" is on' },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    relatedLocations: [{ message: { text: "in this block" } }],
    fixes: [
      {
        description: { text: "Hide the version" },
        artifactChanges: [
          {
            artifactLocation,
            replacements: [{ deletedRegion: region, insertedContent: { text: "off" } }],
          },
        ],
      },
    ],
  });
});

test("GitHub's annotations are one line each, with what is special escaped", async () => {
  const folder = folderWith({ "a,b.conf": "http { server_tokens on; sendfile on; }\n" });
  const { stdout } = await runCli(folder, ["check", "--format=github", "a,b.conf"]);
  expect(stdout.split("\n")).toEqual([
    '::warning file=a%2Cb.conf,line=1,endLine=1,col=22,endColumn=24,title=nginx-tls tokens-shown::the version is shown, as "server_tokens" is on',
    expect.stringMatching(/^::notice file=a%2Cb\.conf,line=1,.*::/),
    "",
  ]);
});
