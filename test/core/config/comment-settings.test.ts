import { expect, test } from "vitest";
import { type Config, DEFAULT_SETTINGS, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

async function configOf(
  files: Readonly<Record<string, string>>,
  fixed: Partial<typeof DEFAULT_SETTINGS> = {},
): Promise<Config> {
  const session = new Session(PARSER, memoryHost(files), []);
  const path = Object.keys(files)[0] ?? "";
  const config = await session.config(path, { settings: DEFAULT_SETTINGS, fixed });
  if (!config) throw new Error("no file");
  return config;
}

test.each([
  ["http/server", "http/server"],
  ["http,server", "http/server"],
  ["server", "http/server"],
  ["http,server,location", "http/location"],
  ["http/server/location/if", "http/location/if"],
  ["main/http", "http"],
  ["stream,server", "stream/server"],
  ["http-location", "http/location"],
  ["upstream", "http/upstream"],
])("context=%s is the place %s", async (name, place) => {
  const config = await configOf({ "/w/x": `# nginx-tls: context=${name}\nproxy_timeout 1s;\n` });
  expect(config.root.place).toBe(place);
  expect(config.placeIsInferred).toBe(false);
});

test("several settings, and several comments: the first of each counts", async () => {
  const { settings } = await configOf({
    "/w/nginx.conf": [
      "# A site",
      "# nginx-tls: version=1.22.1 openssl=1.1.1",
      "events {}",
      "#nginx-tls:platform=nginx-plus version=1.18.0",
    ].join("\n"),
  });
  expect(settings).toEqual({
    ...DEFAULT_SETTINGS,
    nginxVersion: "1.22.1",
    opensslVersion: "1.1.1",
    platform: "nginx-plus",
  });
});

test("after ten lines, in a value and for other tools, a comment means nothing", async () => {
  const { settings } = await configOf({
    "/w/nginx.conf": `${"\n".repeat(10)}# nginx-tls: version=1.22.1\nhttp {}\n`,
    "/w/a.conf": "",
  });
  expect(settings).toEqual(DEFAULT_SETTINGS);
  const text = 'set $x "\n# nginx-tls: version=1.22.1\n";\n# nginx-tls-disable version=1.22.1\n';
  expect((await configOf({ "/w/x": text })).settings).toEqual(DEFAULT_SETTINGS);
});

test("they count for the whole configuration: the main file's before those of included files", async () => {
  const files = {
    "/w/nginx.conf": "# nginx-tls: platform=openresty\nhttp { include a.conf; }\n",
    "/w/a.conf": "# nginx-tls: platform=nginx-plus version=1.24.0 context=server\n",
  };
  const config = await configOf(files);
  expect(config.settings).toMatchObject({ platform: "openresty", nginxVersion: "1.24.0" });
  expect(config.root.place).toBe("main");
});

test("what is fixed counts more", async () => {
  const files = { "/w/nginx.conf": "# nginx-tls: version=1.22.1 openssl=1.1.1\nhttp {}\n" };
  const { settings } = await configOf(files, { nginxVersion: "1.30.0" });
  expect(settings).toMatchObject({ nginxVersion: "1.30.0", opensslVersion: "1.1.1" });
});
