import { expect, test } from "vitest";
import { foldsIn } from "#core";
import { openFixture } from "../../../harness/feature.ts";
import { dedent } from "../../../harness/fixture.ts";

/** The lines of a text, each with how many folds hide it, and `+` where one begins. */
async function drawn(text: string): Promise<string> {
  const { file } = await openFixture(text);
  const folds = foldsIn(file);
  return file.text
    .trimEnd()
    .split("\n")
    .map((line, at) => {
      const begin = folds.find((it) => it.startLine === at);
      const depth = folds.filter((it) => it.startLine < at && at <= it.endLine).length;
      return `${depth}${begin ? (begin.kind?.[0] ?? "+") : " "}|${line}`;
    })
    .join("\n");
}

/** As it is to be drawn. */
async function check(fixture: string): Promise<void> {
  const wanted = dedent(fixture).trimEnd();
  const text = wanted.replace(/^..\|/gm, "");
  expect(await drawn(`${text}\n`)).toBe(wanted);
}

test("blocks up to the line of their brace, comments, includes, long directives and code", async () => {
  await check(`
    0c|# One
    1 |# two
    0 |
    0 |# alone
    0+|http { # not alone
    1i|    include a;
    2 |    include b;
    1 |
    1+|    log_format main 'a'
    2 |                    'b';
    1 |    map $uri
    1+|        $x {
    2 |        a 1;
    1 |    }
    1+|    server {
    2+|        location / {
    3 |            return 200; }
    2 |        location /x { return 200; }
    2+|        content_by_lua_block {
    3 |            ngx.say("{")
    2 |        }
    1 |    }
    0 |}
  `);
});

test("regions, which nest, and are no run of comments", async () => {
  await check(
    `
    0r|# region sites
    1r|#region inner
    2 |# endregion
    1 |user a;
    1 |#endregion
    0 |# endregion
  `,
  );
});

test("a block that is not closed, and one begun where another ends", async () => {
  await check(`
    0+|http {
    1+|    server {
    2 |        listen 80;
    1+|    } server {
    2 |        listen 81;
    1 |    }
  `);
});
