import { expect, test } from "vitest";
import { findSymbols, type OutlineItem, outlineOf } from "#core";
import { openFixture } from "../../../harness/feature.ts";
import { conf } from "../../../harness/fixture.ts";

function lines(items: readonly OutlineItem[], indent = ""): string[] {
  return items.flatMap(({ name, detail, kind, children }) => [
    `${indent}${name} (${kind}${detail === "" ? "" : `: ${detail}`})`,
    ...lines(children, `${indent}  `),
  ]);
}

const SITE = conf`
  events { worker_connections 10; }
  http {
      include mime.types;
      log_format timed '$request_time';
      limit_req_zone $uri zone=one:1m rate=1r/s;
      map $http_x $target { default a; include more.map; }
      geo $office { default 0; }
      upstream pool { zone pool 64k; server 10.0.0.1:80 weight=2; server 10.0.0.2; }
      server {
          listen [::]:443 ssl;
          server_name backend1.example.com www.example.com;
          location = /api { if ($uri) { return 404; } }
          location @down { return 503; }
          location /lua { content_by_lua_block { ngx.say("x") } }
      }
      server { listen 80 default_server; }
      server { listen unix:/run/x; server_name local; }
  }
`;

test("blocks and definitions by names that read well", async () => {
  const { file } = await openFixture(SITE);
  expect(lines(outlineOf(file))).toEqual([
    "events (section)",
    "http (section)",
    "  include mime.types (file)",
    "  log_format timed (format)",
    "  limit_req_zone one (zone: $uri rate=1r/s)",
    "  map $target (variable: by $http_x)",
    "  geo $office (variable)",
    "  upstream pool (upstream)",
    "    server 10.0.0.1:80 (member: weight=2)",
    "    server 10.0.0.2 (member)",
    "  server backend1.example.com:443 (server: +1 ssl)",
    "    location = /api (location)",
    "      if ($uri) (condition)",
    "    location @down (location)",
    "    location /lua (location)",
    "      content_by_lua_block (code)",
    "  server 80 (server: default_server)",
    "  server local (server)",
  ]);
});

test("heads lie in their items, items in their parents", async () => {
  const { file } = await openFixture(`${SITE}server { listen`);
  const check = (items: readonly OutlineItem[], start: number, end: number) => {
    for (const { name, span, head, children } of items) {
      expect(name).not.toBe("");
      expect(span.start).toBeGreaterThanOrEqual(start);
      expect(span.end).toBeLessThanOrEqual(end);
      expect(head.start).toBeGreaterThanOrEqual(span.start);
      expect(head.end).toBeLessThanOrEqual(span.end);
      check(children, span.start, span.end);
    }
  };
  check(outlineOf(file), 0, file.text.length);
});

test("the symbols of a configuration, by the letters of a query", async () => {
  const { configs } = await openFixture(SITE);
  const names = (query: string, limit = 100) =>
    findSymbols(configs, query, limit).map(({ name, container }) => `${name} < ${container}`);
  expect(names("")).toEqual([
    "server backend1.example.com:443 < http",
    "server www.example.com < http",
    "location = /api < server backend1.example.com:443",
    "location @down < server backend1.example.com:443",
    "location /lua < server backend1.example.com:443",
    "server 80 < http",
    "server local < http",
    "log format timed < http",
    "zone one < http",
    "$target < http",
    "$office < http",
    "upstream pool < http",
    "zone pool < upstream pool",
  ]);
  expect(names("wwwEx")).toEqual(["server www.example.com < http"]);
  expect(names("up pl")).toEqual(["upstream pool < http"]);
  expect(names("", 2)).toHaveLength(2);
});
