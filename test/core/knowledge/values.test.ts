import { expect, test } from "vitest";
import { hasPlaceholder } from "../../../core/knowledge/templates.ts";
import { isIpv6, isNetwork, parseUrl } from "../../../core/knowledge/values/network.ts";
import { regexFault } from "../../../core/knowledge/values/regex.ts";
import {
  parseNumber,
  parseOffset,
  parseSize,
  parseTime,
} from "../../../core/knowledge/values/scalars.ts";
import { isBuiltIn, isFixed } from "../../../core/knowledge/variables.ts";

test.each([
  ["1y", "s", 31_536_000],
  ["1y", "ms", undefined],
  ["1M", "ms", undefined],
  ["10ms", "ms", 10],
  ["10ms ", "ms", 10],
  ["10ms", "s", undefined],
  ["1m 10s", "ms", 70_000],
  ["1m 10", "s", 70],
  ["10s1m", "s", undefined],
  ["1d12h", "s", 129_600],
  ["s", "s", undefined],
  ["", "s", undefined],
  ["1.5s", "s", undefined],
  ["-1", "s", undefined],
] as const)("the time %j in %s is %s", (text, unit, value) => {
  expect(parseTime(text, unit)).toBe(value);
});

test("sizes know k and m, offsets also g, numbers nothing", () => {
  expect([parseSize("1k"), parseSize("2M"), parseSize("1g"), parseSize("8kb")]).toEqual([
    1024,
    2_097_152,
    undefined,
    undefined,
  ]);
  expect([parseOffset("1G"), parseOffset("")]).toEqual([1_073_741_824, undefined]);
  expect([parseNumber("007"), parseNumber("1k"), parseNumber("9223372036854775808")]).toEqual([
    7,
    undefined,
    undefined,
  ]);
});

test.each(["::1", "::", "2001:db8::", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"])("%s is IPv6", (it) => {
  expect(isIpv6(it)).toBe(true);
});

test.each(["", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "g::"])("%j is not IPv6", (it) => {
  expect(isIpv6(it)).toBe(false);
});

test("networks have a length that fits their address", () => {
  expect(["10.0.0.0/8", "10.0.0.1", "::/0"].every(isNetwork)).toBe(true);
  expect(["10.0.0.0/33", "::/129", "10.0.0.0/", "localhost"].some(isNetwork)).toBe(false);
});

test("URLs end where the path begins, if one may follow", () => {
  expect(parseUrl("h:80/a?b", { uri: true })).toMatchObject({
    host: "h",
    hasPort: true,
    uri: "/a?b",
  });
  expect(parseUrl("unix:/run/a:/b", { uri: true })).toMatchObject({ host: "/run/a", uri: "/b" });
  expect(parseUrl("h/a")).toBe("invalid host");
  expect(parseUrl("h:0")).toBe("invalid port");
  expect(parseUrl("80-90", { listen: true })).toMatchObject({ hasPort: true });
});

test("patterns that PCRE takes have no fault", () => {
  for (const it of ["a++b*?", "(?i)^/(a|b)$", "[]a]", "[^]]", "\\(", "x{,3}", "(?<n>a)", "(?#()"]) {
    expect(regexFault(it), it).toBeUndefined();
  }
  expect(regexFault("a)")).toContain("unmatched closing parenthesis");
  expect(regexFault("a**")).toContain("quantifier");
});

test("groups, ranges and bounds that PCRE refuses, in its words", () => {
  const faults: [string, string][] = [
    [".+\\.(?Pw+)$", 'unrecognized character after (?P in ".+\\.(?Pw+)$" at "+)$"'],
    ["(?Py)", 'unrecognized character after (?P in "(?Py)" at ")"'],
    ["(?w+)b", 'unrecognized character after (? or (?- in "(?w+)b" at "+)b"'],
    ["(?\\w+)b", 'unrecognized character after (? or (?- in "(?\\w+)b" at "w+)b"'],
    ["(?", 'missing closing parenthesis in "(?"'],
    ["(?P", 'missing closing parenthesis in "(?P"'],
    [
      "(?<a>x)(?<a>y)",
      'two named subpatterns have the same name (PCRE2_DUPNAMES not set) in "(?<a>x)(?<a>y)" at "y)"',
    ],
    ["a{2,1}", 'numbers out of order in {} quantifier in "a{2,1}" at "}"'],
    ["x{70000}", 'number too big in {} quantifier in "x{70000}" at "}"'],
    ["^[a-Z]$", 'range out of order in character class in "^[a-Z]$" at "]$"'],
    ["[^0-9z-a]", 'range out of order in character class in "[^0-9z-a]" at "]"'],
    ["\\l", 'PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u in "\\l"'],
  ];
  for (const [pattern, fault] of faults) {
    expect(regexFault(pattern)).toBe(`pcre2_compile() failed: ${fault}`);
  }
  for (const it of [
    "[^-A]",
    "[A-z]",
    "[+-]",
    "[\\w-.]",
    "[[:alpha:]-]",
    "[я-а]",
    "[a\\-Z]",
    "[]-a]",
  ]) {
    expect(regexFault(it), it).toBeUndefined();
  }
  for (const it of [
    "(?|(?<a>x)|(?<a>y))",
    "(?J)(?<a>x)(?<a>y)",
    "(?'a'x)(?P=a)(?P>a)",
    "(?^i)a",
    "a{2,}",
  ]) {
    expect(regexFault(it), it).toBeUndefined();
  }
});

test("placeholders of templates, but no variables of nginx", () => {
  const placeholders = ["$PORT", `$${"{PORT}"}`, "{{ port }}", "<%= port %>", "@PORT@", "%PORT%"];
  expect(placeholders.every(hasPlaceholder)).toBe(true);
  const values = ["$uri", `$${"{host}x"}`, "^/(?<name>a)$", "50%", "user@example.com", "a{2}"];
  expect(values.filter(hasPlaceholder)).toEqual([]);
});

test("variables have families, prefixes and no case", () => {
  expect(isBuiltIn("HTTP_Host", "http")).toBe(true);
  expect(isBuiltIn("uri", "stream")).toBe(false);
  expect(isBuiltIn("memcached_key", "http")).toBe(false);
  expect(isFixed("uri", "http", "1.28.0")).toBe(true);
  expect(isFixed("args", "http", "1.28.0")).toBe(false);
  expect(isFixed("request_port", "http", "1.28.0")).toBe(false);
});
