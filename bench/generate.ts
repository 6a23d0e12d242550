/**
 * Configurations for measuring: made up, but of the kind people write, and accepted by nginx. TLS settings
 * stand in `http`, since nginx spends its time on a TLS context for each block that has its own.
 */

/** Always the same numbers for the same seed (Lehmer's generator). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

type Random = ReturnType<typeof randomFrom>;

const PATHS = ["api", "static", "login", "orders", "search", "media", "admin", "metrics", "ws"];
const HEADERS = ["Host $host", "X-Real-IP $remote_addr", "X-Forwarded-Proto $scheme"];

/** A main file of at least `lines` lines. The certificate is `tls/server.crt` with `tls/server.key`. */
export function generateMain(lines: number): string {
  const random = randomFrom(lines);
  const out = header();
  for (let index = 0; out.length < lines - 1; index++) {
    if (index % 25 === 0) out.push(...indent(map(index, random)));
    out.push(...indent(site(index, random)));
  }
  return `${[...out, "}"].join("\n")}\n`;
}

/** A main file that includes `count` files from `sites/`, by path relative to it. */
export function generateProject(count: number): Map<string, string> {
  const random = randomFrom(count);
  const files = new Map([
    ["nginx.conf", [...header(), "    include sites/*.conf;", "}", ""].join("\n")],
  ]);
  for (let index = 0; index < count; index++) {
    const name = `sites/${String(index).padStart(5, "0")}.conf`;
    files.set(name, `${site(index, random).join("\n")}\n`);
  }
  return files;
}

function header(): string[] {
  return `# Reverse proxy for the shop and its services.
worker_processes auto;
pid nginx.pid;
error_log stderr warn;

events {
    worker_connections 1024;
}

http {
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    server_tokens off;
    server_names_hash_max_size 131072;
    server_names_hash_bucket_size 128;
    map_hash_max_size 16384;
    ssl_certificate tls/server.crt;
    ssl_certificate_key tls/server.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:10m;
    proxy_ssl_trusted_certificate tls/server.crt;
    proxy_ssl_verify on;
    proxy_ssl_verify_depth 2;
    proxy_ssl_server_name on;
    proxy_ssl_protocols TLSv1.2 TLSv1.3;
    log_format timed '$remote_addr - [$time_local] "$request" $status '
                     '$body_bytes_sent "$http_user_agent" $request_time';`.split("\n");
}

function map(index: number, random: Random): string[] {
  return [
    "",
    `map $uri $class_${index} {`,
    "    default other;",
    ...PATHS.map((path) => `    ~^/${path}/v${random(9)}/(?<rest_${index}_${path}>.*)$ ${path};`),
    "}",
  ];
}

function site(index: number, random: Random): string[] {
  const secure = index % 40 === 0;
  const tls = random(4) === 0;
  return [
    "",
    `# Site ${index}: owned by team ${random(40)}, ask before changing.`,
    ...upstream(index, tls ? 8443 : 8080, random),
    "server {",
    secure ? "    listen 443 ssl;" : "    listen 80;",
    `    server_name site-${index}.example.com www.site-${index}.example.com;`,
    "    client_max_body_size 16m;",
    `    add_header X-Site "site ${index}; \\"quoted\\" and $host" always;`,
    `    error_page 502 503 504 /sorry-${random(5)}.html;`,
    "    if ($request_method !~ ^(GET|HEAD|POST)$) {",
    "        return 405;",
    "    }",
    ...indent(locations(index, tls, random)),
    "}",
  ];
}

function upstream(index: number, port: number, random: Random): string[] {
  return [
    `upstream backend_${index} {`,
    `    server 10.${random(250)}.${random(250)}.1:${port} weight=${1 + random(9)};`,
    `    server 10.${random(250)}.${random(250)}.2:${port} max_fails=3 fail_timeout=30s;`,
    `    keepalive ${8 + random(32)};`,
    "}",
  ];
}

function locations(index: number, tls: boolean, random: Random): string[] {
  const out = ["location = /health {", '    return 200 "ok\\n";', "}"];
  for (let at = 1 + random(3); at >= 0; at--) {
    const path = PATHS[random(PATHS.length)] ?? "api";
    out.push(
      `location ~* "^/${path}/${at}/([a-z]{2,${3 + random(5)}})/.+\\.(json|html)$" {`,
      ...HEADERS.map((it) => `    proxy_set_header ${it};`),
      `    proxy_read_timeout ${10 + random(50)}s; # slow on Mondays`,
      `    proxy_pass ${tls ? "https" : "http"}://backend_${index};`,
      ...(tls ? [`    proxy_ssl_name site-${index}.internal.example.com;`] : []),
      ...(tls && random(20) === 0 ? ["    proxy_ssl_verify off;"] : []),
      "}",
    );
  }
  return out;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `    ${line}`));
}
