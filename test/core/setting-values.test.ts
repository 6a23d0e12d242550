import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, parseSettings, readLayer, withLayer } from "#core";

const IDS = new Set(["hsts-missing", "hsts-short", "weak-cipher", "weak-protocol"]);

test("a family stands for its rules; what names a rule more closely counts, whatever the order", () => {
  const rules = { "hsts-missing": "error", "*": "hint", "hsts-*": "off" };
  const { settings, problems } = parseSettings({ rules }, IDS);
  expect(problems).toEqual([]);
  expect(settings.rules).toEqual({
    "hsts-missing": "error",
    "hsts-short": "off",
    "weak-cipher": "hint",
    "weak-protocol": "hint",
  });
});

test("families of no rule, unknown rules and unknown severities are told, and the rest applies", () => {
  const rules = { "hst-*": "off", "weak-ciper": "off", "weak-protocol": "loud", "hsts-*": "off" };
  const { settings, problems } = parseSettings({ rules }, IDS);
  expect([...problems].sort()).toEqual([
    '"nginxTls.rules" gives "weak-protocol" an unknown severity',
    '"nginxTls.rules" names an unknown rule "hst-*"',
    '"nginxTls.rules" names an unknown rule "weak-ciper"',
  ]);
  expect(settings.rules).toEqual({ "hsts-missing": "off", "hsts-short": "off" });
});

test("a bad value is told with what it must be", () => {
  const section = {
    policy: "strict",
    nginxVersion: "stable",
    certificates: { read: "yes" },
    pathMap: { etc: "conf" },
    suppression: { requireReason: true },
  };
  const { settings, problems } = parseSettings(section, IDS);
  expect(problems).toEqual([
    '"nginxTls.nginxVersion" must be a version such as "1.28.0"',
    '"nginxTls.policy" must be one of "mozilla-intermediate", "mozilla-modern", "cis", "nginx-default"',
    '"nginxTls.pathMap" must be an object of absolute folders',
    '"nginxTls.certificates.read" must be true or false',
  ]);
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, requireReason: true });
});

test("a layer gives only what it says, and joins severities and folders", () => {
  const below = withLayer(DEFAULT_SETTINGS, {
    rules: { "hsts-missing": "off", "weak-cipher": "off" },
    pathMap: { "/etc/nginx": "/w/conf" },
  });
  const { values } = readLayer(
    { rules: { "hsts-*": "error" }, pathMap: { "/etc/ssl": "/w/ssl" } },
    IDS,
    "",
  );
  const { rules, pathMap, policy } = withLayer(below, values);
  expect(rules).toEqual({
    "hsts-missing": "error",
    "hsts-short": "error",
    "weak-cipher": "off",
  });
  expect(pathMap).toEqual({ "/etc/nginx": "/w/conf", "/etc/ssl": "/w/ssl" });
  expect(policy).toBe(DEFAULT_SETTINGS.policy);
});
