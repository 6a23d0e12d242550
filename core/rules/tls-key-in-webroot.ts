import type { Config } from "../config/config.ts";
import { listenersOf } from "../config/listeners.ts";
import { isAbsolute, normalize } from "../config/paths.ts";
import type { Located } from "../config/scope.ts";
import { viewOf } from "../config/sight.ts";
import { docsAt, fileAt, isPlainName, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { namesKey, SECRET_DIRECTIVES } from "./shared/secrets.ts";

const KEY_DIRECTIVES = SECRET_DIRECTIVES.filter(namesKey);

export const tlsKeyInWebroot: Rule = {
  id: "tls-key-in-webroot",
  severity: "error",
  directives: KEY_DIRECTIVES,
  docs: {
    summary: "A key lies below a folder that nginx serves",
    why: `
Whoever guesses the name downloads the key: what lies below \`root\` or \`alias\` is served, and nginx knows nothing of keys. Who
has the key can pretend to be the server, and must be thought to have it already. Make a new key, outside of the folder.
It is a warning if a location refuses some requests, which may be those for the key; only absolute names are compared,
and nothing is said of the modules that pass requests on.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#root",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#alias",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /var/www/html/ssl/www.crt;
        ssl_certificate_key /var/www/html/ssl/www.key;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~ error: the key can be downloaded: it lies below "/var/www/html", which nginx serves
        location / {
            root /var/www/html;
        }
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /var/www/html/ssl/www.crt;
        ssl_certificate_key /etc/ssl/private/www.key;
        location / {
            root /var/www/html;
        }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const path = pathOf(located);
    if (!isPlainName(located) || !isAbsolute(path)) return;
    const folder = servedFolders(ctx.config).find((it) =>
      normalize(path).startsWith(folderOf(it).replace(/\/?$/, "/")),
    );
    if (!folder) return;
    const isSure = !refusesSome(ctx.config) && folderOf(folder) !== "/";
    const name = pathOf(folder);
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: isSure
        ? `the key can be downloaded: it lies below "${name}", which nginx serves`
        : `the key lies below "${name}", which nginx serves`,
      severity: isSure ? "error" : "warning",
      docs: docsAt(located, "root"),
      related: [fileAt(folder, "served from here")],
    });
  },
};

/** `root` and `alias` with a plain absolute name, where nothing passes the request on or answers it. */
const servedFolders: (config: Config) => readonly Located[] = viewOf((config) => {
  const all = ["root", "alias"].flatMap((it) => config.root.everywhere(it));
  const isServed = (it: Located) =>
    isPlainName(it) && isAbsolute(pathOf(it)) && it.scope.isIn("http") && servesFiles(it);
  return listenersOf(config).servers.length > 0 ? all.filter(isServed) : [];
});

/** True unless each place where the folder is in force has another handler. */
function servesFiles({ scope, directive }: Located): boolean {
  const places = scope.inward().filter((it) => /\/(location|server)$/.test(it.place));
  return places.some(
    (it) =>
      it.nearest(directive.name.text)?.scope === scope &&
      !HANDLERS.some((name) => it.nearest(name)) &&
      (it.place.endsWith("location") || !it.entries.some(isRootLocation)),
  );
}

const HANDLERS = [
  "proxy_pass",
  "fastcgi_pass",
  "uwsgi_pass",
  "scgi_pass",
  "grpc_pass",
  "memcached_pass",
  "return",
  "deny",
  "internal",
  "auth_basic",
  "auth_request",
];

/** `location /` takes what no other location takes. */
function isRootLocation({ directive }: Located): boolean {
  return directive.name.text === "location" && directive.args.at(-1)?.text === "/";
}

function refusesSome(config: Config): boolean {
  return REFUSALS.some((it) => config.root.everywhere(it).length > 0);
}

const REFUSALS = ["deny", "internal", "auth_basic", "auth_request", "valid_referers", "rewrite"];

function folderOf(located: Located): string {
  return normalize(pathOf(located));
}
