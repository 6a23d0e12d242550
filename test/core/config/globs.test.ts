import { expect, test } from "vitest";
import { globMatcher } from "../../../core/config/globs.ts";

test.each([
  ["*.conf", "nginx.conf", true],
  ["*.conf", "sites/a.conf", true],
  ["./*.conf", "nginx.conf", true],
  ["/*.conf", "sites/a.conf", false],
  ["sites/*.conf", "sites/a.conf", true],
  ["sites/*.conf", "sites/old/a.conf", false],
  ["sites/**/*.conf", "sites/a.conf", true],
  ["sites/**/*.conf", "sites/old/a.conf", true],
  ["sites/**", "sites/old/a.conf", true],
  ["sites/**", "other/a.conf", false],
  ["{a,b*}.conf", "bc.conf", true],
  ["{a,b*}.conf", "c.conf", false],
  ["site-[0-9].conf", "site-1.conf", true],
  ["site-[!0-9].conf", "site-1.conf", false],
  ["a?.conf", "ab.conf", true],
  ["a.conf", "axconf", false],
  ["(a|b).conf", "a.conf", false],
  ["[z-a].conf", "z.conf", false],
  ["{a", "{a", true],
])("%s matches %s: %s", (pattern, path, expected) => {
  expect(globMatcher(pattern)(path)).toBe(expected);
});
