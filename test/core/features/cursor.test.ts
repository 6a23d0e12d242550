import { expect, test } from "vitest";
import { placesOf, scopesAt } from "#core";
import { openFixture } from "../../harness/feature.ts";
import { conf } from "../../harness/fixture.ts";

test("a word of a directive, with the blocks around it", async () => {
  const { cursor, config } = await openFixture(conf`
    http {
        server {
            listen 443 s$0sl;
        }
    }
  `);
  expect(cursor.blocks.map((it) => it.name.text)).toEqual(["http", "server"]);
  expect(cursor.directive?.name.text).toBe("listen");
  expect(cursor.word?.text).toBe("ssl");
  expect(cursor.index).toBe(1);
  expect(scopesAt(config, cursor).map((it) => it.place)).toEqual(["http/server"]);
});

test.each([
  ["a block's name is not inside it", "http { ser$0ver { } }", "server", -1, ["http"]],
  ["before the brace", "http { server $0{ } }", "server", undefined, ["http"]],
  ["behind the brace", "http { server {$0 } }", undefined, undefined, ["http", "server"]],
  ["after the block", "http { server { }$0 }", undefined, undefined, ["http"]],
  ["between directives", "user a;\n$0\nhttp { }", undefined, undefined, []],
])("%s", async (_, text, name, index, blocks) => {
  const { cursor } = await openFixture(text);
  expect(cursor.directive?.name.text).toBe(name);
  expect(cursor.index).toBe(index);
  expect(cursor.blocks.map((it) => it.name.text)).toEqual(blocks);
});

test("in a comment there is no directive", async () => {
  const { cursor } = await openFixture("user a; # us$0er\n");
  expect(cursor.inComment).toBe(true);
  expect(cursor.directive).toBeUndefined();
});

test("an included file is in every block that includes it, empty or not", async () => {
  const { cursor, config } = await openFixture(conf`
    http {
        server { include part.conf; }
        server { location / { include part.conf; } }
    }
    #- part.conf
    proxy_ssl_verify $0on;
  `);
  expect(scopesAt(config, cursor).map((it) => it.place)).toEqual(["http/server", "http/location"]);
  const directive = cursor.directive;
  if (!directive) throw new Error("no directive");
  expect(placesOf(config, cursor.file, directive)).toHaveLength(2);
  const empty = await openFixture("http { include part.conf; }\n#- part.conf\n$0\n");
  expect(scopesAt(empty.config, empty.cursor).map((it) => it.place)).toEqual(["http"]);
});
