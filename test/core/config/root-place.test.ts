import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Place, placeNamed, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const PATH = "/etc/nginx/conf.d/a.conf";

async function placeOf(text: string, place?: Place) {
  const session = new Session(PARSER, memoryHost({ [PATH]: text }));
  const config = await session.config(PATH, {
    settings: DEFAULT_SETTINGS,
    ...(place && { place }),
  });
  return [config?.root.place, config?.placeIsInferred];
}

test("a fragment's place is told, named in a comment, or inferred", async () => {
  expect(await placeOf("gzip on;\n", "http/location")).toEqual(["http/location", false]);
  expect(await placeOf("# a\n# nginx-tls: context=stream\nzone a 1m;\n")).toEqual([
    "stream",
    false,
  ]);
  expect(await placeOf("listen 80;\nserver_name a;\n")).toEqual(["http/server", true]);
  expect(await placeOf("location / { content_by_lua_block { ngx.say(1) } }\n")).toEqual([
    "http/server",
    true,
  ]);
  expect(await placeOf("# nginx-tls: context=server\n", "http")).toEqual(["http", false]);
});

test("a main file needs no telling", async () => {
  expect(await placeOf("events {}\n")).toEqual(["main", false]);
  expect(await placeOf("http {}\n", "http")).toEqual(["http", false]);
});

test("a comment with an unknown place says nothing", async () => {
  expect(await placeOf("# nginx-tls: context=nowhere\nlisten 80;\n")).toEqual([
    "http/server",
    true,
  ]);
});

test("relative names count from the folder that is told", async () => {
  const files = { [PATH]: "include b.conf;\n", "/etc/nginx/b.conf": "gzip on;\n" };
  const session = new Session(PARSER, memoryHost(files));
  const options = { settings: DEFAULT_SETTINGS, folder: "/etc/nginx" };
  const config = await session.config(PATH, options);
  expect([...(config?.files.keys() ?? [])]).toEqual([PATH, "/etc/nginx/b.conf"]);
});

test.each([
  ["main", "main"],
  ["server", "http/server"],
  ["http/server", "http/server"],
  ["stream-server", "stream/server"],
  ["location", "http/location"],
  ["limit_except", "http/location/limit_except"],
  ["nowhere", undefined],
])("the place named %s is %s", (name, place) => {
  expect(placeNamed(name)).toBe(place);
});
