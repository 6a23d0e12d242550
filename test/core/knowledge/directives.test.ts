import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  allDirectives,
  allTlsDirectives,
  docUrl,
  isOwn,
  isThirdPartyName,
  lookUp,
  tlsDirective,
} from "../../../core/knowledge/directives.ts";
import { TLS_FAMILIES } from "../../../core/knowledge/tls-families.ts";
import type { CommandRow } from "../../../scripts/generate/command-row.ts";

const source: CommandRow[] = JSON.parse(
  readFileSync("core/knowledge/sources/directives.json", "utf8"),
);

test("every row of nginx and njs survives the encoding", () => {
  for (const row of source) {
    const expected = {
      module: row.module,
      block: row.block,
      min: row.min,
      max: row.max,
      counts: row.counts,
      values: row.values,
    };
    const found = lookUp(row.name).filter((it) => isOwn(it) && it.module === row.module);
    const plain = found.map(({ module, block, min, max, counts, values }) => ({
      module,
      block,
      min,
      max,
      counts,
      values,
    }));
    expect(plain).toContainEqual(expected);
    if (row.contexts[0] !== "any")
      expect(found.map((it) => it.places)).toContainEqual(row.contexts);
  }
  const own = [...allDirectives().values()].flat().filter(isOwn);
  expect(own).toHaveLength(new Set(source.map((it) => JSON.stringify(it))).size);
  expect(new Set(own.map((it) => it.name)).size).toBe(687);
});

test("origins", () => {
  const origins = (name: string) => [...new Set(lookUp(name).map((it) => it.origin))];
  expect(origins("ssl_certificate")).toEqual(["nginx"]);
  expect(origins("js_fetch_verify")).toEqual(["njs"]);
  expect(origins("auth_jwt")).toEqual(["plus"]);
  expect(origins("more_set_headers")).toEqual(["third-party"]);
  expect(origins("ssl")).toEqual(["removed"]);
  expect(origins("listen")).toEqual(["nginx", "third-party"]);
  expect(origins("resolver")).toEqual(["nginx", "plus"]);
  expect(lookUp("nonsense")).toEqual([]);
  expect(lookUp("more_set_headers")[0]?.repo).toBe("openresty/headers-more-nginx-module");
});

test("places and parents", () => {
  expect(lookUp("proxy_pass").map((it) => it.places)).toEqual([
    ["http/location", "http/location/if", "http/location/limit_except"],
    ["stream/server"],
  ]);
  expect(lookUp("proxy_pass")[0]?.parents).toEqual(["location", "if", "limit_except"]);
  expect(lookUp("http")[0]).toMatchObject({ places: ["main"], parents: [""], block: true });
  expect(lookUp("include")[0]?.parents).toBeUndefined();
  expect(lookUp("license_token")[0]).toMatchObject({ places: ["other"], parents: ["mgmt"] });
});

test("values, bounds, parameters and deprecations", () => {
  expect(lookUp("gzip_comp_level")[0]?.bounds).toEqual([1, 9]);
  expect(lookUp("ssl_verify_client")[0]?.values).toEqual([
    "off",
    "on",
    "optional",
    "optional_no_ca",
  ]);
  expect(lookUp("listen")[0]?.params).toContain("backlog=");
  expect(lookUp("http2_max_requests")[0]?.deprecated).toBe("keepalive_requests");
  expect(lookUp("proxy_ssl_verify")[0]?.condition).toBe("NGX_HTTP_SSL");
  expect(lookUp("js_import")[0]?.counts).toEqual([1, 3]);
});

test.each([
  ["lua_anything", true],
  ["content_by_lua_block", true],
  ["foo_by_lua_block", true],
  ["more_set_headers", true],
  ["app_protect_enable", true],
  ["auth_jwt", false],
  ["auth_jwt_new", true],
  ["listen", false],
  ["proxy_ssl_verfiy", false],
  ["js_fetch_verify", false],
])("isThirdPartyName(%s) is %s", (name, expected) => {
  expect(isThirdPartyName(name)).toBe(expected);
});

test.each([
  ["proxy_ssl_verify", "http/location", "http/ngx_http_proxy_module.html#proxy_ssl_verify"],
  ["proxy_ssl_verify", "stream/server", "stream/ngx_stream_proxy_module.html#proxy_ssl_verify"],
  ["ssl_protocols", "mail/server", "mail/ngx_mail_ssl_module.html#ssl_protocols"],
  ["server", "http", "http/ngx_http_core_module.html#server"],
  ["server", "http/upstream", "http/ngx_http_upstream_module.html#server"],
  ["worker_connections", "events", "ngx_core_module.html#worker_connections"],
  ["gzip_types", "http", "http/ngx_http_gzip_module.html#gzip_types"],
  ["js_fetch_verify", "http/location", "http/ngx_http_js_module.html#js_fetch_verify"],
  ["auth_jwt", "http", "http/ngx_http_auth_jwt_module.html#auth_jwt"],
  ["nonsense", "http", "dirindex.html"],
] as const)("the page of %s in %s", (name, place, page) => {
  expect(docUrl(name, place)).toBe(`https://nginx.org/en/docs/${page}`);
});

test("TLS facts", () => {
  expect(tlsDirective("proxy_ssl_verify", "http")).toEqual({
    name: "proxy_ssl_verify",
    family: "http",
    default: "off",
    since: "1.7.0",
    repetition: "duplicate",
    inheritance: "scalar",
    syntax: "on | off",
    doc: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify",
  });
  expect(tlsDirective("ssl_certificate", "http")).toMatchObject({
    default: undefined,
    repetition: "appends",
    inheritance: "array",
  });
  expect(tlsDirective("ssl_protocols", "stream")?.repetition).toBe("merges");
  expect(tlsDirective("proxy_pass", "http")).toMatchObject({
    since: "0.3.10",
    inheritance: "never",
  });
  expect(tlsDirective("proxy_ssl", "http")).toBeUndefined();
  expect([...allTlsDirectives()]).toHaveLength(183);
});

test("the page of a TLS directive is the same in both tables", () => {
  for (const { name, family, doc } of allTlsDirectives()) {
    if (family === "core" || lookUp(name).every((it) => it.page === "")) continue;
    expect([name, docUrl(name, family)]).toEqual([name, doc]);
  }
});

test("each family has its pass directive and its suffixes where nginx has them", () => {
  for (const { family, prefix, passDirective, places, passPlaces, suffixes } of TLS_FAMILIES) {
    expect(lookUp(passDirective).map((it) => it.places)).toContainEqual(passPlaces);
    for (const suffix of suffixes) {
      expect([family, suffix, lookUp(prefix + suffix).map((it) => it.places)]).toEqual([
        family,
        suffix,
        expect.arrayContaining([places]),
      ]);
    }
    const own = [...allTlsDirectives()]
      .filter(
        (it) =>
          it.name.startsWith(`${prefix}ssl`) && (it.family === "stream") === (family === "stream"),
      )
      .filter((it) => lookUp(it.name).some(isOwn))
      .map((it) => it.name.slice(prefix.length))
      .sort();
    expect(own).toEqual([...suffixes].sort());
  }
});
