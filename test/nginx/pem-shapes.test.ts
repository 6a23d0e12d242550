/** How PEM may be written: what nginx accepts has no error, what it refuses has a finding. */
import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";
import { makePrefix, nginxTest } from "./harness.ts";

const run = promisify(execFile);

type Shape = (lines: readonly string[]) => string;

const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;
const body = (lines: readonly string[]) => lines.slice(1, -1);
const framed = (lines: readonly string[], inside: readonly string[]) =>
  text([lines[0] ?? "", ...inside, lines.at(-1) ?? ""]);
const wrapped = (size: number) => (lines: readonly string[]) =>
  framed(
    lines,
    body(lines)
      .join("")
      .match(new RegExp(`.{1,${size}}`, "g")) ?? [],
  );
/** Puts something before the line at a position. */
const before = (at: number, ...more: string[]): Shape => {
  return (lines) => text([...lines.slice(0, at), ...more, ...lines.slice(at)]);
};

const SHAPES: Readonly<Record<string, Shape>> = {
  "as it was": text,
  "one long line": wrapped(100_000),
  "lines of 254 characters": wrapped(254),
  "lines of 10 characters": wrapped(10),
  "a blank line inside": before(3, ""),
  "a blank line at the start": before(1, ""),
  "a blank line at the end": before(-1, ""),
  "a header": before(1, "Comment: made by hand", ""),
  "a comment inside": before(2, "# comment"),
  "blanks behind lines": (lines) => text(lines.map((it) => `${it} \t`)),
  "blanks before a line": (lines) => text(lines.map((it, at) => (at === 3 ? ` ${it}` : it))),
  "no-break space behind the end": (lines) => `${lines.join("\n")}\u00A0\n`,
  "no final line break": (lines) => lines.join("\n"),
  "line breaks of old Macs": (lines) => lines.join("\r"),
  "CRLF behind a byte order mark": (lines) => `\uFEFF${lines.join("\r\n")}\r\n`,
  "two byte order marks": (lines) => `\uFEFF\uFEFF${text(lines)}`,
  "words before the first line": (lines) => `certificate: ${text(lines)}`,
  "254 characters before it": (lines) => `${"x".repeat(254)}${text(lines)}`,
  "six dashes": (lines) => text(lines).replaceAll("-----", "------"),
  "another end": (lines) => text(lines).replace(/END .*-----/, "END FOO-----"),
  "no end": (lines) => text(lines.slice(0, -1)),
  "no padding": (lines) => text(lines).replace(/=+$/m, ""),
  "a lost line": (lines) => text(lines.filter((_, at) => at !== 4)),
  "an unfinished block behind it": (lines) => `${text(lines)}-----BEGIN NOTES-----\nAAAA\n`,
  "an unfinished block before it": (lines) => `-----BEGIN NOTES-----\nAAAA\n${text(lines)}`,
  "a block of another kind behind it": (lines) =>
    `${text(lines)}-----BEGIN NOTES-----\nAAAA\n-----END NOTES-----\n`,
};

const ROLES = {
  certificate: ["rl.crt", (it: string) => pair(it, "certs/rl.key")],
  key: ["rl.key", (it: string) => pair("certs/rl.crt", it)],
  ca: [
    "root.crt",
    (it: string) =>
      `${pair("certs/rl.crt", "certs/rl.key")} ssl_verify_client on; ssl_client_certificate ${it};`,
  ],
} as const;

function pair(certificate: string, key: string): string {
  return `ssl_certificate ${certificate}; ssl_certificate_key ${key};`;
}

for (const [role, [source, directives]] of Object.entries(ROLES)) {
  test.each(Object.entries(SHAPES))(`${role}: %s`, async (_, shape) => {
    const folder = inject("certificates");
    const whole = await readFile(join(folder, source), "utf8");
    await writeFile(join(folder, "shape.pem"), shape(whole.trimEnd().split("\n")), { mode: 0o600 });
    const config = `events {}\nhttp { server { listen 443 ssl; ${directives("certs/shape.pem")} } }\n`;
    const verdict = await nginxTest({ "nginx.conf": config });
    const found = await findingsAbout("shape.pem", config);
    if (verdict.ok) expect(found.filter((it) => it.startsWith("error"))).toEqual([]);
    else expect(found, verdict.message).not.toEqual([]);
  });
}

/** Severities and rules of the findings about a file's form. */
async function findingsAbout(file: string, config: string): Promise<readonly string[]> {
  const prefix = await makePrefix({ "nginx.conf": config });
  try {
    const session = new Session(PARSER, createNodeHost());
    const result = await session.check(join(prefix, "nginx.conf"), { settings: DEFAULT_SETTINGS });
    return (result?.findings ?? [])
      .filter((it) => it.message.includes(file) && /-file-no-/.test(it.rule))
      .map((it) => `${it.severity} ${it.rule}`);
  } finally {
    await rm(prefix, { recursive: true });
  }
}

test.each([
  ["with a compressed point", ["-conv_form", "compressed"]],
  ["with the curve spelled out", ["-param_enc", "explicit"]],
])("an EC key %s is the same key", async (_, form) => {
  const folder = inject("certificates");
  await run("openssl", ["ec", "-in", "ec.key", ...form, "-out", "form.key"], { cwd: folder });
  expect(await keyOf("form.key")).toBe(await keyOf("ec.crt"));
  expect(await keyOf("form.key")).not.toBe(await keyOf("ec2.crt"));
});

async function keyOf(name: string): Promise<string | undefined> {
  const file = await createNodeHost().inspectFile(join(inject("certificates"), name));
  const [block] = file?.status === "read" ? file.pem.blocks : [];
  return block && "publicKeyId" in block ? block.publicKeyId : undefined;
}
