/** What the marketplace, the command palette and the settings editor show comes from package.json. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { ROOT } from "./harness/sources.ts";

const { contributes } = manifest;
const commands = contributes.commands.map((it) => it.command);

test("every command is under one category", () => {
  const categories = contributes.commands.map((it) => it.category);
  expect(new Set(categories)).toEqual(new Set(["NGINX TLS"]));
  const named = contributes.commands.filter((it) => /nginx tls/i.test(it.title));
  expect(named).toEqual([]);
});

test("commands that need a configuration are offered where one is open", () => {
  const always = ["nginxTls.restartServer", "nginxTls.showOutput"];
  const conditional = contributes.menus.commandPalette.map((it) => it.command);
  expect([...always, ...conditional].sort()).toEqual([...commands].sort());
});

test("what runs programs or connects is offered in trusted workspaces only", () => {
  const able = contributes.commands.filter((it) => "enablement" in it);
  expect(able.map((it) => it.command)).toEqual([
    "nginxTls.testWithNginx",
    "nginxTls.probeUpstream",
  ]);
  for (const { enablement } of able) {
    expect(enablement).toBe("isWorkspaceTrusted && (!isWeb || remoteName)");
  }
});

test("every setting is described with an example or its choices", () => {
  const settings = contributes.configuration.flatMap((it) => Object.entries(it.properties));
  expect(settings.length).toBeGreaterThan(10);
  const bare = settings.filter(([, it]) => !/`[^`]+`/.test(it.markdownDescription));
  expect(bare.map(([name]) => name)).toEqual([]);
});

test("every choice of a setting is described", () => {
  for (const { properties } of contributes.configuration) {
    for (const property of Object.values<object>(properties)) {
      if (!("enum" in property) || !("markdownDescription" in property)) continue;
      for (const choice of [property.enum].flat()) {
        expect(property.markdownDescription).toContain(`\`${choice}\``);
      }
    }
  }
});

test("the steps of the walkthrough have pictures that exist, and commands that exist", () => {
  const steps = contributes.walkthroughs.flatMap((it) => it.steps);
  expect(steps.length).toBeGreaterThan(4);
  for (const { media, description } of steps) {
    expect(readFileSync(join(ROOT, media.svg), "utf8")).toContain(`aria-label="${media.altText}"`);
    for (const [, command = ""] of description.matchAll(/\(command:(nginxTls\.\w+)\)/g)) {
      expect(commands).toContain(command);
    }
  }
});

test("the pictures of README and docs/features.md exist", () => {
  for (const [page, folder] of [
    ["README.md", ""],
    ["docs/features.md", "docs"],
  ] as const) {
    const text = readFileSync(join(ROOT, page), "utf8");
    const named = text.matchAll(/(?:!\[[^\]]*\]\(|src(?:set)?=")([^)"]+)/g);
    const pictures = [...named].map(([, path = ""]) => path);
    expect(pictures.length).toBeGreaterThan(2);
    expect(pictures.filter((it) => !existsSync(join(ROOT, folder, it)))).toEqual([]);
  }
});
