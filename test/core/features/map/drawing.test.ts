import { expect, test } from "vitest";
import {
  certificatesOf,
  type Layout,
  layoutMap,
  mapToHtml,
  mapToJson,
  mapToMermaid,
  mapToSvg,
  type TlsMap,
} from "#core";
import { conf } from "../../../harness/fixture.ts";
import { manyServers, mapOf } from "./maps.ts";
import { expectWellFormed } from "./well-formed.ts";

/** Names that markup and graph languages take for their own. */
const HOSTILE = conf`
  events {}
  http {
      upstream a { server "</svg><script>alert(1)</script>:80"; }
      server {
          listen 80;
          server_name "a&b<i>.example.com" ~^(?<x>.+)\.example$ 例え.テスト;
          location ~ "^/[a-z]{2,3}\"'<b>#quot;" { proxy_pass http://a; }
          location /]]>-->{{x}} { proxy_pass https://$http_host; }
      }
  }
`;

interface Rect {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlaps(rects: readonly Rect[]): string[] {
  return rects.flatMap((a, index) =>
    rects
      .slice(index + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.id} and ${b.id}`),
  );
}

function rectsOf({ boxes, edges }: Layout): Rect[] {
  const pills = edges.flatMap(({ id, pill }) => (pill ? [{ id: `label of ${id}`, ...pill }] : []));
  return [...boxes, ...pills];
}

test.each([1, 12, 60, 200])("no two boxes or labels of %i servers overlap", async (count) => {
  const { map } = await mapOf(manyServers(count));
  const layout = layoutMap(map);
  const rects = rectsOf(layout);
  expect(rects.length).toBeGreaterThan(3 * count);
  expect(overlaps(rects)).toEqual([]);
  for (const { x, y, width, height } of rects) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(layout.width);
    expect(y + height).toBeLessThanOrEqual(layout.height);
  }
});

test("rows stand inside their boxes and below each other", async () => {
  const { map } = await mapOf(manyServers(40));
  const { boxes } = layoutMap(map);
  expect(boxes.flatMap((it) => it.rows).length).toBeGreaterThan(40);
  for (const { height, rows } of boxes) {
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1];
      expect(row.y).toBeGreaterThan(0);
      expect(row.y + row.height).toBeLessThanOrEqual(next?.y ?? height);
    }
  }
});

test("every line of the map leads from one drawn thing to another", async () => {
  const { map } = await mapOf(manyServers(40));
  const { boxes, edges } = layoutMap(map);
  const ids = new Set(boxes.flatMap((it) => [it.id, ...it.rows.map((row) => row.id)]));
  expect(edges.length).toBeGreaterThan(100);
  expect(edges.filter((it) => !ids.has(it.from) || !ids.has(it.to))).toEqual([]);
});

const CASES: readonly (readonly [string, string])[] = [
  ["hostile names", HOSTILE],
  ["many servers", manyServers(40)],
  ["nothing", "events {}\n"],
];

test.each(CASES)("SVG of %s is well-formed and refers to nothing outside", async (_, fixture) => {
  const { map, where } = await mapOf(fixture);
  for (const interactive of [false, true]) {
    const svg = mapToSvg(map, { interactive, where });
    expectWellFormed(svg);
    expect(svg).not.toMatch(/<script|href=|url\(|\sstyle=|javascript:/i);
  }
});

test.each(CASES)("the page of %s lets only its own style and script count", async (_, fixture) => {
  const { map, where, config } = await mapOf(fixture);
  const certificates = certificatesOf(config, { files: new Map(), now: 0 });
  const facts = { map, certificates, now: 0, where };
  const html = mapToHtml(facts, { nonce: "n0", script: "start()" });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy).toBe(
    "default-src 'none'; style-src 'nonce-n0'; script-src 'nonce-n0'; base-uri 'none'; form-action 'none'",
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/\s(style|on\w+|src|href)=/);
  const body = html.slice(html.indexOf("<main"), html.indexOf("</main>") + "</main>".length);
  expectWellFormed(body);
});

test("Mermaid quotes what it would take for its own", async () => {
  const { map } = await mapOf(HOSTILE);
  const text = mapToMermaid(map);
  expect(text).toMatch(/^flowchart LR\n/);
  for (const label of text.matchAll(/\["?\(?"([^\n]*)"\)?\]/g)) {
    expect(label[1]).not.toMatch(/["`]|<(?!br>)/);
  }
  expect(text).toContain('n0 -.->|"plain"| n1');
});

test("JSON tells nodes and edges with lines that count from 1", async () => {
  const { map, where } = await mapOf(conf`
    events {}
    http {
        server {
            listen 80;
            location / { proxy_pass https://app.example.com; }
        }
    }
  `);
  const { version, file, nodes, edges } = JSON.parse(mapToJson(map, where));
  expect([version, file]).toEqual([1, "nginx.conf"]);
  const described = nodes.map((it: Record<string, unknown>) => [it.kind, it.label, it.parent]);
  expect(described).toEqual([
    ["clients", "Clients", null],
    ["listener", "80", null],
    ["server", "default server *:80", null],
    ["location", "/", "server:http:0"],
    ["upstream", "app.example.com:443", null],
  ]);
  expect(edges.at(-1)).toEqual({
    from: "server:http:0/0",
    to: "http:host:app.example.com:443",
    kind: "hop",
    protection: "encrypted",
    local: false,
    summary: "TLS to app.example.com: not verified, no SNI",
    place: { file: "nginx.conf", line: 5, column: 22, endLine: 5, endColumn: 56 },
  });
  const ids = new Set(nodes.map((it: { id: string }) => it.id));
  for (const { from, to } of edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
});

test("long names are cut, and told whole in the title", async () => {
  const name = `${"very-long-label.".repeat(12)}example.com`;
  const { map } = await mapOf(
    `events {}\nhttp { server { listen 80; server_name ${name}; location / { proxy_pass http://${name}; } } }\n`,
  );
  const svg = mapToSvg(map);
  expect(svg).toContain(`<title>Server ${name}</title>`);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((it) => it[1] ?? "");
  expect(Math.max(...texts.map((it) => it.length))).toBeLessThan(90);
});

test("the picture depends on the map alone", async () => {
  const draw = async (): Promise<[TlsMap, string]> => {
    const { map } = await mapOf(manyServers(20));
    return [map, mapToSvg(map)];
  };
  const [[first, a], [second, b]] = [await draw(), await draw()];
  expect(second).toEqual(first);
  expect(b).toBe(a);
});

test("the picture says what it is to who can't see it", async () => {
  const { map, where } = await mapOf(conf`
    events {}
    http { server { listen 80; location / { proxy_pass http://a.example; } } }
    stream { server { listen 53; proxy_pass a:53; } server { listen 54; proxy_pass b:54; } }
  `);
  expect(mapToSvg(map, { where })).toContain(
    "<title>TLS map of nginx.conf</title><desc>http: 1 listener, 1 server, 1 upstream; stream: 2 listeners, 2 servers, 2 upstreams.</desc>",
  );
});
