/** The examples of the rules about structure: nginx refuses the bad ones at our line, and accepts the good. */
import { expect, test } from "vitest";
import { RULES } from "#core";
import { stripAnnotations } from "../harness/fixture.ts";
import { nginxTest } from "./harness.ts";

const IDS = [
  "directive-not-allowed-here",
  "directive-removed",
  "duplicate-directive",
  "unknown-directive",
  "wrong-argument-count",
];

interface Drawn {
  readonly message: string;
  /** From 1, in the text without annotations. */
  readonly line: number;
}

/** The first finding that is drawn in a text. */
function firstDrawn(text: string): Drawn | undefined {
  const lines = text.replace(/^\n+/, "").split("\n");
  const at = lines.findIndex((it) => /^#\s*~+ error: /.test(it));
  return at < 0 ? undefined : { message: lines[at]?.replace(/^.*? error: /, "") ?? "", line: at };
}

test.each(IDS)("the examples of %s", async (id) => {
  const rule = RULES.find((it) => it.id === id);
  expect(rule?.examples.length).toBeGreaterThan(0);
  for (const { bad, good } of rule?.examples ?? []) {
    const drawn = firstDrawn(bad);
    const text = stripAnnotations(bad.replace(/^\n+/, ""));
    const verdict = await nginxTest({ "nginx.conf": `${text}\nevents {}\n` });
    expect(verdict).toMatchObject({ ok: false, line: drawn?.line });
    expect(drawn?.message.startsWith(verdict.message), drawn?.message).toBe(true);
    const fixed = await nginxTest({ "nginx.conf": `events {}\n${good}` });
    expect(fixed.output).toContain("successful");
  }
});

test.each([
  [
    "events {}\nhttp {\nserver\n{\nserver {\n}\n}\n}\n",
    '"server" directive is not allowed here',
    5,
  ],
  [
    "events {}\nhttp {\nroot /a\nindex b;\n}\n",
    'invalid number of arguments in "root" directive',
    4,
  ],
  ["events {}\nhttp {\nroot /a;\nroot\n/b\n;\n}\n", '"root" directive is duplicate', 6],
  ["events {}\nhttp {\nserver {\nlisten 81\nroot /a;\n}\n}\n", 'invalid parameter "root"', 5],
])("the line of %j", async (text, message, line) => {
  expect(await nginxTest({ "nginx.conf": text })).toMatchObject({ message, line });
});
