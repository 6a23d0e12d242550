import { expect, test } from "vitest";
import { allDirectives } from "../../../core/knowledge/directives.ts";
import { syntaxOf } from "../../../core/knowledge/syntax.ts";
import { alternativesOf, optionsAt } from "../../../core/knowledge/syntax-form.ts";

function texts(form: string, ...args: string[]): string[] {
  return optionsAt(form.split(" || "), args).map((it) =>
    it.kind === "value" ? `<${it.text}>` : it.text,
  );
}

test.each([
  ["on | off", [], ["on", "off"]],
  ["on | off", ["on"], []],
  ["<time> | max | off", [], ["<time>", "max", "off"]],
  ["<address> … [valid=<time>] [ipv4=on|off]", ["::1"], ["<address>", "valid=", "ipv4="]],
  ["<address>[:<port>] [ssl] [http2 | quic]", [], ["<address>"]],
  ["<address>[:<port>] [ssl] [http2 | quic]", ["443"], ["ssl", "http2", "quic"]],
  [
    "off | none | [builtin[:<size>]] [shared:<name>:<size>]",
    [],
    ["off", "none", "builtin", "builtin:", "shared:"],
  ],
  [
    "off | none | [builtin[:<size>]] [shared:<name>:<size>]",
    ["builtin"],
    ["builtin", "builtin:", "shared:"],
  ],
  ["off || resize <width> <height>", ["resize"], ["<width>"]],
  ["off || resize <width> <height>", ["off"], []],
  ["[modified] <time> || epoch | max", [], ["modified", "<time>", "epoch", "max"]],
  ["[modified] <time> || epoch | max", ["modified"], ["modified", "<time>"]],
  [
    "<path> [<format> [buffer=<size>] [gzip[=]]] || off",
    ["a.log"],
    ["<format>", "buffer=", "gzip", "gzip="],
  ],
  ["on | off | threads[=<pool>]", [], ["on", "off", "threads", "threads="]],
  ["<name> {...}", [], ["<name>"]],
  ["[<protocol>://]<address>", [], ["<address>"]],
  ["address | all | unix:", [], ["address", "all", "unix:"]],
])("%s after %j", (form, args, expected) => {
  expect(texts(form, ...args)).toEqual(expected);
});

test("the words behind a parameter's sign", () => {
  const [option] = optionsAt(["[samesite=strict|lax|<$variable>]"], []);
  expect(option).toEqual({
    kind: "parameter",
    text: "samesite=",
    values: ["strict", "lax"],
    rest: "strict|lax|<$variable>",
  });
});

test("every documented form can be taken apart, and no bracket is left in a word", () => {
  const forms = [...allDirectives().values()].flat().flatMap((it) => syntaxOf(it)?.forms ?? []);
  expect(forms.length).toBeGreaterThan(900);
  const wrong = forms.filter((form) =>
    alternativesOf(form)
      .flat()
      .some(({ options }) =>
        options.some((it) => it.kind !== "value" && /[[\]<>|…]/.test(it.text)),
      ),
  );
  expect(wrong).toEqual([]);
});
