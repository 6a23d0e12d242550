/** The snippets that the extension contributes, and a whole configuration around each. */
import { readFileSync } from "node:fs";

export type Context = "http" | "server" | "tls-server" | "location" | "stream";

export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: string;
}

/** The block each snippet is meant for, by prefix. */
export const CONTEXTS: Readonly<Record<string, Context>> = {
  "nginx-auth-basic": "server",
  "nginx-cache": "http",
  "nginx-expires": "server",
  "nginx-gzip": "http",
  "nginx-load-balance": "http",
  "nginx-log-json": "http",
  "nginx-maintenance": "server",
  "nginx-php": "server",
  "nginx-proxy": "server",
  "nginx-rate-limit": "http",
  "nginx-security-headers": "server",
  "nginx-spa": "server",
  "nginx-status": "server",
  "nginx-unknown-names": "http",
  "nginx-websocket": "http",
  "tls-grpc": "server",
  "tls-js-fetch": "location",
  "tls-redirect": "http",
  "tls-server": "http",
  "tls-server-protocols": "tls-server",
  "tls-server-reject": "http",
  "tls-server-ticket-key": "http",
  "tls-server-verify-client": "tls-server",
  "tls-stream-passthrough": "stream",
  "tls-stream-server": "stream",
  "tls-stream-upstream": "stream",
  "tls-upstream": "server",
  "tls-upstream-client-certificate": "location",
  "tls-upstream-complete": "http",
  "tls-upstream-crl": "location",
  "tls-upstream-group": "http",
  "tls-upstream-password-file": "location",
  "tls-upstream-protocols": "location",
  "tls-upstream-server": "http",
  "tls-upstream-session-reuse": "location",
  "tls-upstream-verify": "location",
  "tls-uwsgi": "server",
};

export const SNIPPETS: readonly Snippet[] = Object.entries(readSnippets()).map(([name, it]) => ({
  name,
  prefix: it.prefix,
  description: it.description,
  body: it.body.join("\n").replaceAll("\t", "    "),
}));

/** A main file with `text` at the place that snippets of this prefix are meant for. */
export function wrap(prefix: string, text: string): string {
  const modules = prefix.startsWith("tls-js") ? "load_module modules/ngx_http_js_module.so;\n" : "";
  return `${modules}events {}\n${around(CONTEXTS[prefix], text)}`;
}

function around(context: Context | undefined, text: string): string {
  switch (context) {
    case "stream":
      return block("stream", text);
    case "http":
      return block("http", text);
    case "server":
      return block("http", block("server", `listen 80;\n${text}`));
    case "tls-server":
      return block("http", block("server", `${TLS_SERVER}${text}`));
    case "location":
      return block("http", block("server", `listen 80;\n${block("location /", passing(text))}`));
    case undefined:
      throw new Error("a snippet of unknown context");
  }
}

const TLS_SERVER = `listen 443 ssl;
server_name www.example.com;
ssl_certificate /etc/ssl/certs/server.crt;
ssl_certificate_key /etc/ssl/private/server.key;
`;

/** What a location with a verified HTTPS upstream has, for snippets that bring only a part of it. */
const VERIFIED = [
  "proxy_ssl_server_name on;",
  "proxy_ssl_verify on;",
  "proxy_ssl_trusted_certificate /etc/nginx/trusted_ca_cert.crt;",
];

function passing(text: string): string {
  const missing = VERIFIED.filter((line) => !text.includes(line.split(" ")[0] ?? ""));
  return ["proxy_pass https://backend.example.com;", ...missing, text].join("\n");
}

function block(head: string, body: string): string {
  return `${head} {\n${body.trimEnd()}\n}\n`;
}

interface Entry {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

function readSnippets(): Record<string, Entry> {
  return JSON.parse(readFileSync(new URL("../../snippets/nginx.json", import.meta.url), "utf8"));
}
