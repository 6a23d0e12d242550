/** Real nginx accepts a configuration after a rename across its files, and refuses one done by half. */
import { expect, test } from "vitest";
import { cursorAt, DEFAULT_SETTINGS, rename, Session, symbolAt } from "#core";
import { applyFileEdits } from "../harness/fixture.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { type Files, nginxTest } from "./harness.ts";

const FILES = {
  "nginx.conf": `events {}
http {
    include upstreams.conf;
    include maps.conf;
    log_format timed '$remote_addr "$kind" \${part}';
    limit_req_zone $binary_remote_addr$kind zone=slow:1m rate=1r/s;
    limit_conn_zone $binary_remote_addr zone=few:1m;
    proxy_cache_path cache keys_zone=pages:1m;
    include sites/*.conf;
}
stream {
    upstream pool { server 127.0.0.1:8081; }
    server { listen 127.0.0.1:8090; proxy_pass pool; }
}
`,
  "upstreams.conf": "upstream Pool { server 127.0.0.1:8080; zone pool 64k; }\n",
  "maps.conf": `map $uri $kind { default ""; "~^/(?<part>a+)/" "x$part"; }
map $arg_to $target { default pool; b "pool"; }
`,
  "sites/a.conf": `server {
    listen 127.0.0.1:8101;
    access_log logs/a.log timed;
    include sites/errors.inc;
    location / { proxy_pass http://pool; proxy_set_header X-Kind "$kind,\\"\${kind}\\""; }
    location /b { proxy_pass "http://POOL/b/"; proxy_cache pages; limit_req zone=slow; }
    location @down { return 503 $KIND; }
}
`,
  "sites/b.conf": `server {
    listen 127.0.0.1:8102;
    access_log logs/b.log Timed buffer=4k;
    include sites/errors.inc;
    location / { fastcgi_pass pool; limit_conn few 5; limit_req zone=slow burst=5; }
    location ~ "^/(?<part>[a-z]{2})/" { uwsgi_pass pool; if ($part = $kind) { return 404; } }
    location @down { proxy_pass http://pool; }
}
`,
  "sites/c.conf": `server {
    listen 127.0.0.1:8103;
    location / { grpc_pass grpc://pool; proxy_cache 'pages'; }
    location /t { proxy_pass http://$target$request_uri; }
    location /m { set $memcached_key $part; memcached_pass pool; try_files $uri =404; }
}
`,
  "sites/errors.inc": "error_page 502 504 = @down;\n",
} satisfies Files;

/** The files with the name at the first `mark` of a file renamed. */
async function renamed(file: keyof typeof FILES, mark: string, name: string): Promise<Files> {
  const files = Object.fromEntries(
    Object.entries(FILES).map(([path, text]) => [`/etc/nginx/${path}`, text]),
  );
  const session = new Session(PARSER, memoryHost(files));
  const path = `/etc/nginx/${file}`;
  const configs = await session.configs(path, { settings: DEFAULT_SETTINGS });
  const source = await session.file(path);
  const at = FILES[file].indexOf(mark);
  const symbol = source && at >= 0 && symbolAt(configs, cursorAt(source, at));
  if (!symbol) throw new Error(`no name at "${mark}"`);
  const renaming = rename(symbol, name);
  if ("refused" in renaming) throw new Error(renaming.refused);
  expect(renaming.unseen).toBeUndefined();
  const edited = applyFileEdits(files, renaming.edits);
  return Object.fromEntries(
    Object.entries(edited).map(([key, text]) => [key.slice("/etc/nginx/".length), text]),
  );
}

/** The files that differ. */
function changedFiles(files: Files): string[] {
  return Object.entries(FILES).flatMap(([path, text]) => (files[path] === text ? [] : [path]));
}

const SITES = ["sites/a.conf", "sites/b.conf", "sites/c.conf"];

test.each([
  [
    "an upstream",
    "sites/c.conf",
    "pool",
    "blue_1-pool~",
    ["upstreams.conf", "maps.conf", ...SITES],
  ],
  [
    "a variable",
    "sites/a.conf",
    "kind,",
    "Sort_2",
    ["nginx.conf", "maps.conf", ...SITES.slice(0, 2)],
  ],
  ["a capture", "sites/c.conf", "part", "piece", ["nginx.conf", "maps.conf", ...SITES.slice(1)]],
  ["a zone", "sites/a.conf", "slow", "slow.er~", ["nginx.conf", ...SITES.slice(0, 2)]],
  ["a zone of connections", "nginx.conf", "few", "fewer", ["nginx.conf", "sites/b.conf"]],
  ["a cache", "sites/c.conf", "pages", "leaves", ["nginx.conf", "sites/a.conf", "sites/c.conf"]],
  ["a log format", "sites/b.conf", "Timed", "json,1", ["nginx.conf", ...SITES.slice(0, 2)]],
  ["a named location", "sites/a.conf", "@down", "@up!", [...SITES.slice(0, 2), "sites/errors.inc"]],
] as const)("%s", async (_, file, mark, name, wanted) => {
  expect(await nginxTest(FILES)).toMatchObject({ ok: true });
  const files = await renamed(file, mark, name);
  expect(changedFiles(files)).toEqual(wanted);
  expect(await nginxTest(files)).toMatchObject({ message: "", ok: true });
  const [first = ""] = wanted;
  const half = {
    ...files,
    [first]: Object.entries(FILES).find(([path]) => path === first)?.[1] ?? "",
  };
  // A named location is looked up only when a request needs it.
  if (name !== "@up!") expect((await nginxTest(half)).ok).toBe(false);
});

test.each([
  ["sites/a.conf", "kind,", "1a"],
  ["sites/a.conf", "kind,", "a-b"],
  ["sites/c.conf", "pool", "a b"],
  ["sites/c.conf", "pages", "a:b"],
] as const)("what is refused: %s, %s to %s", async (file, mark, name) => {
  await expect(renamed(file, mark, name)).rejects.toThrow("is no name for");
});
