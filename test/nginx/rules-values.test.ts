/** The rules about values: nginx refuses their bad examples in the same words, and takes the good ones. */
import { describe, expect, inject, test } from "vitest";
import { RULES } from "#core";
import { conf, dedent, FIXTURE_FOLDER, splitFiles, stripAnnotations } from "../harness/fixture.ts";
import { run } from "../harness/rule.ts";
import { nginxTest, type Verdict } from "./harness.ts";
import { installed, isAtLeast } from "./oracle.ts";

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

/** What a newer nginx takes. */
const UNTIL: ReadonlyMap<string, string> = new Map([["stream-server-no-handler", "1.27.1"]]);

type Texts = Readonly<Record<string, string>>;

/** A server without `listen` takes port 80, which is not free everywhere: one is given to each. */
function verdict(texts: Texts, oracle = installed()): Promise<Verdict> {
  const files = Object.entries(texts).map(([path, text]) => {
    const events = /^events/m.test(text) ? "" : "events {} ";
    return [
      path.slice(FIXTURE_FOLDER.length + 1),
      events + withPair(text).replaceAll("/var/log/nginx/", "logs/"),
    ];
  });
  return nginxTest(Object.fromEntries(files), "nginx.conf", oracle);
}

/** QUIC needs a certificate, whatever the rule is about. */
function withPair(text: string): string {
  const pair = "ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key;";
  return / quic\b/.test(text) ? text.replace("http {", `http { ${pair}`) : text;
}

const CASES = inject("oracles").flatMap((oracle) =>
  RULES.filter(
    ({ id }) =>
      isAtLeast(oracle.version, IDS.get(id) ?? "99") &&
      !isAtLeast(oracle.version, UNTIL.get(id) ?? "99"),
  ).map((rule) => [rule.id, oracle.version, rule, oracle] as const),
);

test("every rule is there", () => {
  const ids = RULES.map((it) => it.id);
  expect(ids).toEqual(expect.arrayContaining([...IDS.keys()]));
});

describe.each(CASES)("%s, nginx %s", (_id, nginxVersion, rule, oracle) => {
  test.each(rule.examples.map((it, n) => [n + 1, it] as const))("example %i", async (_, it) => {
    const bad = splitFiles(stripAnnotations(dedent(it.bad)));
    const [first] = await run(rule, bad, { nginxVersion });
    const said = await verdict(bad, oracle);
    expect(said.ok).toBe(false);
    expect(first?.message).toBe(said.message.replace(/ in nginx\.conf:\d+/, ""));
    const main = Object.values(bad)[0] ?? "";
    const line = main.slice(0, first?.span.start).split("\n").length;
    if (said.line !== undefined) expect(line).toBe(said.line);
    expect((await verdict(splitFiles(dedent(it.good)), oracle)).message).toBe("");
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
  const [finding] = rule ? await run(rule, files, { nginxVersion: installed().version }) : [];
  const line = text.slice(0, finding?.span.start).split("\n").length;
  expect(await verdict(files)).toMatchObject({ ok: false, line, message: finding?.message });
});
