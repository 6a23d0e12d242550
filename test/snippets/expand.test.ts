// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets are written so
import { expect, test } from "vitest";
import { expand, expandAll } from "./expand.ts";

test.each([
  ["a $1 b$0", "a  b"],
  ["listen ${1:443} ssl;", "listen 443 ssl;"],
  ["${1|on,off|};", "on;"],
  ["${1:backend} https://${1} $1", "backend https://backend backend"],
  ["https://$1 ${1:late}", "https://late late"],
  ["${1:outer ${2:inner}} $2", "outer inner inner"],
  ["\\$host \\\\ \\} {}", "$host \\ } {}"],
])("%j expands to %j", (body, text) => {
  expect(expand(body).text).toBe(text);
});

test("each other value of a choice is tried once", () => {
  expect(expandAll("${1|a,b,c|} ${2|x,y|}")).toEqual(["a x", "b x", "c x", "a y"]);
});

test.each(["$host", "${host}", "${1:open", "${1|open", "${1/a/b/}"])("%j is refused", (body) => {
  expect(() => expand(body)).toThrow();
});
