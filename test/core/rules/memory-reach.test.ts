/** How much of a configuration rules look at after a change. */
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Rule, Session } from "#core";
import type { RuleFacts } from "../../../core/rules/shared/rule.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const FOLDER = "/etc/nginx";
const MAIN = `${FOLDER}/nginx.conf`;
const SITES = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((it) => `${FOLDER}/sites/${it}.conf`);

function site(number: number): string {
  return `server {\n    listen 80;\n    server_name ${number}.example.com;\n}\n`;
}

const FACTS: RuleFacts = {
  id: "looking",
  severity: "hint",
  docs: { summary: "Looks", why: "To see.", references: ["https://nginx.org/"] },
  examples: [{ bad: "", good: "" }],
};

/** A session in which two sites are open and one was checked. */
async function opened(rule: Rule): Promise<(path: string, text?: string) => Promise<void>> {
  const files = Object.fromEntries(SITES.map((path, at) => [path, site(at + 1)]));
  const main = "events {}\nhttp {\n    include sites/*.conf;\n}\n";
  const session = new Session(PARSER, memoryHost({ ...files, [MAIN]: main }), [rule]);
  const check = async (path: string, text?: string) => {
    if (text !== undefined) session.setText(path, text);
    await session.check(path, { settings: DEFAULT_SETTINGS, root: MAIN });
  };
  for (const path of SITES.slice(0, 2)) session.setText(path, files[path] ?? "");
  await check(SITES[0] ?? "");
  return check;
}

test("a rule about directives looks at the changed server and those beside it", async () => {
  const seen: string[] = [];
  const check = await opened({
    ...FACTS,
    directives: ["listen"],
    checkDirective: ({ file }) => {
      seen.push(file.path);
    },
  });
  expect(seen).toEqual(SITES);
  seen.length = 0;
  await check(SITES[0] ?? "", site(1).replace("80", "8080"));
  expect(seen).toEqual(SITES.slice(0, 1));
});

test("a rule that looks elsewhere, too, looks everywhere again when that changes", async () => {
  const seen: string[] = [];
  const check = await opened({
    ...FACTS,
    directives: ["listen"],
    checkDirective: ({ file }, { config }) => {
      seen.push(file.path);
      config.root.everywhere("server_name");
    },
  });
  seen.length = 0;
  await check(SITES[0] ?? "", site(1).replace("80", "8080"));
  expect(seen).toEqual(SITES.slice(0, 1));
  seen.length = 0;
  await check(SITES[0] ?? "", site(1).replace("1.example", "one.example"));
  expect(seen).toEqual(SITES);
});

test("a rule about the configuration looks again if it saw what changed", async () => {
  let count = 0;
  const check = await opened({
    ...FACTS,
    checkConfig: ({ root }) => {
      count += root.everywhere("server_name").length > 0 ? 1 : 0;
    },
  });
  expect(count).toBe(1);
  await check(SITES[0] ?? "", site(1).replace("80", "8080"));
  expect(count).toBe(1);
  await check(SITES[0] ?? "", site(1).replace("1.example", "one.example"));
  expect(count).toBe(2);
});

test("two open documents of a configuration are one piece of work", async () => {
  const seen: string[] = [];
  const check = await opened({
    ...FACTS,
    directives: ["listen"],
    checkDirective: ({ file }) => {
      seen.push(file.path);
    },
  });
  await check(SITES[0] ?? "", site(1).replace("80", "8080"));
  seen.length = 0;
  await check(SITES[1] ?? "");
  expect(seen).toEqual([]);
});
