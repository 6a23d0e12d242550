/** The rules about includes and NGINX Plus: nginx's verdict on what they report. */
import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { ruleNamed, run } from "../harness/rule.ts";
import { type Files, makePrefix, nginxCommand, nginxTest, texts } from "./harness.ts";
import { installed } from "./oracle.ts";
import { run as runIn } from "./sandbox.ts";

type Texts = Readonly<Record<string, string>>;

const MAIN = (...lines: string[]) => `events {}\nhttp {\n${lines.join("\n")}\n}\n`;

/** What the rule says, each with its file and line. */
async function said(id: string, files: Texts): Promise<string[]> {
  const absolute = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`/etc/nginx/${name}`, text]),
  );
  const findings = await run(ruleNamed(id), absolute);
  return findings.map(({ file, span, message }) => {
    const line = absolute[file]?.slice(0, span.start).split("\n").length;
    return `${message.replace("/etc/nginx/", "")} in ${file.replace("/etc/nginx/", "")}:${line}`;
  });
}

async function nginxSays(files: Files): Promise<string> {
  const { message, file, line } = await nginxTest(files);
  return `${message} in ${file}:${line}`;
}

const REFUSED: readonly (readonly [string, Texts])[] = [
  [
    "include-not-found",
    { "nginx.conf": MAIN("include a.conf;", "include b.conf;"), "a.conf": "gzip on;\n" },
  ],
  [
    "include-not-found",
    {
      "nginx.conf": MAIN("include conf.d/*.conf;"),
      "conf.d/a.conf": "gzip on;\n\ninclude\n  b.conf\n;\n",
    },
  ],
  ["include-not-found", { "nginx.conf": MAIN("map $host $x {", "include hosts.map;", "}") }],
  ["include-not-found", { "nginx.conf": MAIN('include "$host.conf";') }],
];

test.each(REFUSED)("%s says what nginx says: %j", async (id, files) => {
  const [finding, ...others] = await said(id, files);
  expect(others).toEqual([]);
  const answer = await nginxSays(files);
  expect(answer.replace(/open\(\) "[^"]*\//, 'open() "')).toBe(
    finding?.replace(/open\(\) "[^"]*\//, 'open() "'),
  );
});

/** With few files to open: with many, nginx runs out of stack first, and says nothing. */
async function nginxWithFewFiles(files: Files): Promise<string> {
  const prefix = await makePrefix(files);
  try {
    const command = nginxCommand({
      oracle: installed(),
      prefix,
      main: "nginx.conf",
      files,
      options: ["-t"],
    });
    const limited = ["sh", "-c", 'ulimit -n 64 && exec "$@"', "sh", ...command];
    const { stderr } = await runIn(limited, prefix, texts(files));
    return stderr.replaceAll(`${prefix}/`, "");
  } finally {
    await rm(prefix, { recursive: true });
  }
}

test("include-cycle says what nginx says", async () => {
  const files = { "nginx.conf": MAIN("include a.conf;"), "a.conf": "\ninclude a.conf;\n" };
  const [finding, ...others] = await said("include-cycle", files);
  expect(others).toEqual([]);
  expect(await nginxWithFewFiles(files)).toContain(finding);
});

test("include-cycle: with a pattern, nginx goes on when no more files can be opened", async () => {
  const files = { "nginx.conf": MAIN("include a.conf;"), "a.conf": "include a.con?;\n" };
  expect(await said("include-cycle", files)).toHaveLength(1);
  expect(await nginxWithFewFiles(files)).toContain("test is successful");
});

test("include-nothing: nginx accepts a pattern that nothing matches, and one of another folder", async () => {
  const files = { "nginx.conf": MAIN("include none/*.conf;", "include [a-c]*.cfg;") };
  expect(await said("include-nothing", files)).toHaveLength(2);
  expect(await nginxTest(files)).toMatchObject({ ok: true, message: "" });
});

test.each([
  ["keyval_zone", MAIN("keyval_zone zone=one:32k;")],
  ["health_check", MAIN("server { location / { health_check; } }")],
  ["match", MAIN("match ok { status 200; }")],
  ["status_zone", MAIN("server { status_zone x; }")],
  ["mgmt", "events {}\nmgmt { }\nhttp { }\n"],
])("plus-directive: nginx does not know %s", async (name, text) => {
  const files = { "nginx.conf": text };
  expect(await said("plus-directive", files)).toHaveLength(1);
  expect(await nginxSays(files)).toContain(`unknown directive "${name}"`);
});
