/** The rules about values: nginx refuses their bad examples in the same words, and takes the good ones. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { RULES, versionAtLeast } from "#core";
import { conf, dedent, FIXTURE_FOLDER, splitFiles, stripAnnotations } from "../harness/fixture.ts";
import { run } from "../harness/rule.ts";
import { nginxTest, type Verdict } from "./harness.ts";

const nginxVersion = /nginx\/([\d.]+)/.exec(
  execFileSync("sh", ["-c", "nginx -v 2>&1"], { encoding: "utf8" }),
)?.[1];
if (!nginxVersion) throw new Error("nginx does not say its version");

/** Rules, and the nginx version that their examples need. */
const IDS: ReadonlyMap<string, string> = new Map([
  ["conflicting-listen", "1.25.0"],
  ["duplicate-location", "0"],
  ["duplicate-upstream", "0"],
  ["duplicate-zone", "0"],
  ["empty-upstream", "0"],
  ["invalid-condition", "0"],
  ["invalid-listen", "0"],
  ["invalid-location", "0"],
  ["invalid-map-entry", "0"],
  ["invalid-parameter", "0"],
  ["invalid-pass-url", "0"],
  ["invalid-regex", "0"],
  ["invalid-value", "0"],
  ["invalid-variable", "0"],
  ["proxy-redirect-default", "0"],
  ["server-without-listen", "0"],
  ["stream-server-no-handler", "0"],
  ["undefined-log-format", "0"],
  ["undefined-variable", "0"],
  ["undefined-zone", "0"],
  ["unsupported-server-parameter", "0"],
  ["upstream-resolve-no-zone", "1.27.3"],
]);

type Texts = Readonly<Record<string, string>>;

/** A server without `listen` takes port 80, which is not free everywhere: one is given to each. */
function verdict(texts: Texts): Promise<Verdict> {
  const files = Object.entries(texts).map(([path, text]) => {
    const events = /^events/m.test(text) ? "" : "events {} ";
    return [
      path.slice(FIXTURE_FOLDER.length + 1),
      events + text.replaceAll("/var/log/nginx/", "logs/"),
    ];
  });
  return nginxTest(Object.fromEntries(files));
}

const known = RULES.filter(({ id }) => versionAtLeast(nginxVersion, IDS.get(id) ?? "99"));

test("every rule is there", () => {
  const ids = RULES.map((it) => it.id);
  expect(ids).toEqual(expect.arrayContaining([...IDS.keys()]));
});

describe.each(known.map((it) => [it.id, it] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((it, n) => [n + 1, it] as const))("example %i", async (_, it) => {
    const bad = splitFiles(stripAnnotations(dedent(it.bad)));
    const [first] = await run(rule, bad, { nginxVersion });
    const said = await verdict(bad);
    expect(said.ok).toBe(false);
    expect(first?.message).toBe(said.message);
    const main = Object.values(bad)[0] ?? "";
    const line = main.slice(0, first?.span.start).split("\n").length;
    if (said.line !== undefined) expect(line).toBe(said.line);
    expect((await verdict(splitFiles(dedent(it.good)))).message).toBe("");
  });
});

test("an error of a directive over several lines has nginx's line", async () => {
  const text = conf`
    http {
        gzip_comp_level
            10
        ;
    }
  `;
  const rule = RULES.find((it) => it.id === "invalid-value");
  const files = { [`${FIXTURE_FOLDER}/nginx.conf`]: text };
  const [finding] = rule ? await run(rule, files, { nginxVersion }) : [];
  const line = text.slice(0, finding?.span.start).split("\n").length;
  expect(await verdict(files)).toMatchObject({ ok: false, line, message: finding?.message });
});
