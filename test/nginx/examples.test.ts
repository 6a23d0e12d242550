import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nginxTest } from "./harness.ts";
import { withStandIns } from "./stand-ins.ts";

const FOLDER = new URL("../../examples/", import.meta.url);

function example(main: string, ...folders: string[]): Record<string, string> {
  const included = folders.flatMap((folder) =>
    readdirSync(new URL(folder, FOLDER)).map((name) => `conf.d/${name}`),
  );
  const base = new URL(main, FOLDER);
  return Object.fromEntries(
    ["nginx.conf", ...included].map((name) => [
      name,
      readFileSync(name === "nginx.conf" ? base : new URL(name, base), "utf8"),
    ]),
  );
}

test.each([
  ["fixed/nginx.conf", ["fixed/conf.d/"]],
  ["complete-example.conf", []],
])("nginx accepts %s", async (main, folders) => {
  const verdict = await nginxTest(await withStandIns(example(main, ...folders)));
  expect(verdict).toMatchObject({ ok: true, message: "", warnings: [] });
});

test("nginx refuses nginx.conf at its first misspelled directive", async () => {
  const files = example("nginx.conf", "conf.d/");
  const before = files["nginx.conf"]?.split("proxy_ssl_verfiy ")[0] ?? "";
  expect(await nginxTest(await withStandIns(files))).toMatchObject({
    ok: false,
    message: 'unknown directive "proxy_ssl_verfiy"',
    file: "nginx.conf",
    line: before.split("\n").length,
  });
});
