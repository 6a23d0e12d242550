import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { looksLikeNginx, mayBeNginx } from "../../client/detect.ts";
import { FOREIGN } from "./foreign-configurations.ts";

test.each([
  ["a main file", "events {}\nhttp {\n  server { listen 80; }\n}\n"],
  ["a server", "server {\n  listen 443 ssl;\n  server_name example.com;\n}\n"],
  ["a location", "location / { proxy_pass http://backend; }"],
  ["an exact location", "location = /status { stub_status; allow 127.0.0.1; deny all; }"],
  ["a redirect", "server { listen 80; return 301 https://$host$request_uri; }"],
  ["an upstream", "upstream backend { server 10.0.0.1:80; server 10.0.0.2:80; }"],
  ["a map", 'map $http_upgrade $connection_upgrade { default upgrade; "" close; }'],
  ["headers", "add_header X-Frame-Options DENY always;\n"],
  ["Lua", 'location / { content_by_lua_block { x = { a = "}" } ngx.say("hi") } }'],
  [
    "a template",
    "server {\n{% for p in ports %}\n listen {{ p }};\n{% endfor %}\n server_name a;\n}\n",
  ],
  ["a missing semicolon", "server {\n  listen 80\n  server_name a;\n  root /srv;\n index a; }\n"],
])("recognises %s", (_, text) => {
  expect(looksLikeNginx(text)).toBe(true);
});

test.each(Object.entries(FOREIGN))("does not claim %s", (_, text) => {
  expect(looksLikeNginx(text)).toBe(false);
});

test("does not claim a text without statements", () => {
  expect(looksLikeNginx("")).toBe(false);
  expect(looksLikeNginx("# server { listen 80; }\n")).toBe(false);
  expect(looksLikeNginx("Put proxy_pass into the location; then reload.")).toBe(false);
});

test("reads a long line of opening quotes in linear time", () => {
  expect(looksLikeNginx(`server_name ${'"\\'.repeat(100_000)}`)).toBe(false);
});

test.each([
  ["/srv/app.conf", true],
  ["/srv/app.conf.template", true],
  ["/srv/site.vhost", true],
  ["/etc/nginx/sites-available/example.com", true],
  ["/srv/README.md", false],
  ["/srv/notes.txt", false],
])("looks into %s: %s", (path, expected) => {
  expect(mayBeNginx(path)).toBe(expected);
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);

describe.runIf(existsSync(corpus))("real configurations", () => {
  interface Case {
    readonly path: string;
    readonly source: string;
    readonly context: string;
    readonly verdict: string;
  }

  test("nearly all that nginx accepts are recognised", () => {
    const cases: Case[] = readFileSync(new URL("manifest.jsonl", corpus), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const accepted = cases.filter((it) => it.source === "realworld" && it.verdict === "ok");
    const missed = accepted.filter(
      (it) => !looksLikeNginx(readFileSync(new URL(it.path, corpus), "utf8")),
    );
    expect(accepted.length).toBeGreaterThan(100);
    expect(missed.length / accepted.length).toBeLessThan(0.04);
    expect(missed.filter((it) => it.context === "main")).toEqual([]);
  });
});
