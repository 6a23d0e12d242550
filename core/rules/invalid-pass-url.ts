import { isSeenWhole } from "../config/completeness.ts";
import type { Config } from "../config/config.ts";
import { readingRows } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { isRegexLocation, readLocation } from "../knowledge/values/location.ts";
import { parseUrl } from "../knowledge/values/network.ts";
import type { Word } from "../syntax/tree.ts";
import { asWord, insertAfter, replaceArguments, replaceWord } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";

export const invalidPassUrl: Rule = {
  id: "invalid-pass-url",
  severity: "error",
  directives: [
    "proxy_pass",
    "fastcgi_pass",
    "scgi_pass",
    "uwsgi_pass",
    "memcached_pass",
    "grpc_pass",
  ],
  docs: {
    summary: "A pass directive has an address that nginx does not take",
    why: `
In \`http\`, \`proxy_pass\` takes a URL with \`http://\` or \`https://\`; the other protocols, and \`stream\`, take an address
without a path. A path in \`proxy_pass\` replaces the part of the request that the location names. Where there is no such
part (a regular expression, a named location, \`if\`, \`limit_except\`), nginx refuses a path, be it only \`/\`. Addresses
with variables are looked at for each request only. TLS to upstreams is \`proxy_ssl on\` in \`stream\`, and no scheme.`,
    fixSafety:
      "Where port 443 or 8443 is meant, the connection speaks TLS, and the certificate is not verified yet.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
      "https://nginx.org/en/docs/http/ngx_http_fastcgi_module.html#fastcgi_pass",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass 127.0.0.1:8080;
#                      ~~~~~~~~~~~~~~ error: invalid URL prefix
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass http://127.0.0.1:8080;
        }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, scope, file } = located;
    const [word] = directive.args;
    if (!word || word.text.includes("$") || hasPlaceholder(word.text)) return;
    if (readingRows(located).length !== 1) return;
    const message = scope.isIn("stream")
      ? streamFault(word.text)
      : (httpFault(directive.name.text, word.text, located) ??
        portFault(directive.name.text, word.text, ctx.config));
    if (!message) return;
    const fixes = scope.isIn("stream") ? mendStream(located, word) : mendProxy(located, word);
    ctx.report({ file, ...onNginxLine(located, word), message, fixes });
  },
};

/** `https://host:port` in `stream`, where TLS is a switch of its own. */
function mendStream(located: Located, word: Word): readonly RuleFix[] {
  const { file, scope } = located;
  const [scheme, name] = /^(https?|tcp|tls|ssl):\/\//i.exec(word.text) ?? [];
  const address = word.text.slice(scheme?.length).replace(/\/$/, "");
  if (!scheme || typeof parseUrl(address) === "string" || !/:\d+$/.test(address)) return [];
  const isTls = /^(https|tls|ssl)$/i.test(name ?? "");
  const [own] = scope.named("proxy_ssl");
  const plain = replaceWord(file, word, asWord(address));
  if (!isTls) return [{ title: `Use "${address}"`, safety: "unsafe", edits: [plain] }];
  const tls = own ? replaceArguments(own, "on") : insertAfter(located, ["proxy_ssl on;"]);
  return [{ title: `Use "${address}" with TLS`, safety: "unsafe", edits: [plain, tls] }];
}

/** An address without a scheme, where port 443 speaks TLS; or that of WebSocket, which begins as HTTP. */
function mendProxy(located: Located, word: Word): readonly RuleFix[] {
  const isAddress = /^[\w.-]+(:\d+)?(\/|$)/.test(word.text) && !/^\w+:\//.test(word.text);
  const isWebSocket = /^wss?:\/\//i.test(word.text);
  if (located.directive.name.text !== "proxy_pass" || !(isAddress || isWebSocket)) return [];
  const scheme = /:8?443(\/|$)/.test(word.text) ? "https" : "http";
  const url = isWebSocket ? word.text.replace(/^ws/i, "http") : `${scheme}://${word.text}`;
  const edits = [replaceWord(located.file, word, asWord(url))];
  return [{ title: `Use "${url}"`, safety: "unsafe", edits }];
}

function streamFault(address: string): string | undefined {
  const url = parseUrl(address);
  return typeof url === "string" ? inUpstream(url, address) : undefined;
}

/** The schemes that each protocol may name; `proxy_pass` must name one. */
const SCHEMES: Readonly<Record<string, RegExp>> = {
  proxy_pass: /^https?:\/\//i,
  grpc_pass: /^grpcs?:\/\//i,
  uwsgi_pass: /^s?uwsgi:\/\//i,
};

function httpFault(name: string, address: string, located: Located): string | undefined {
  const scheme = SCHEMES[name]?.exec(address)?.[0] ?? "";
  const isProxy = name === "proxy_pass";
  if (isProxy && scheme === "") return "invalid URL prefix";
  // The schemes of HTTP are the subject of a rule of their own.
  if (/^(grpc|uwsgi)_/.test(name) && /^(https?|uwsgis):\/\//i.test(address)) return undefined;
  const rest = address.slice(scheme.length);
  const url = parseUrl(rest, { uri: isProxy });
  if (typeof url === "string") return inUpstream(url, rest);
  return isProxy && url.uri !== "" && !replacesPrefix(located) ? NO_PREFIX : undefined;
}

/** Passes whose port has no default, and that no other rule looks at. */
const PORT_NEEDED: ReadonlySet<string> = new Set(["fastcgi_pass", "scgi_pass", "memcached_pass"]);

/** An address needs a port, the name of an upstream group takes none. */
function portFault(name: string, address: string, config: Config): string | undefined {
  const url = parseUrl(address);
  if (!PORT_NEEDED.has(name) || typeof url === "string" || url.unix) return undefined;
  const host = url.host.toLowerCase();
  const isGroup = config.upstreams.some(
    (it) => it.family === "http" && it.name.toLowerCase() === host,
  );
  if (url.hasPort) {
    const port = address.slice(address.lastIndexOf(":") + 1);
    return isGroup ? `upstream "${url.host}" may not have port ${Number(port)}` : undefined;
  }
  return isGroup || !isSeenWhole(config) ? undefined : `no port in upstream "${url.host}"`;
}

function inUpstream(problem: string, address: string): string {
  return `${problem} in upstream "${address}"`;
}

const NO_PREFIX =
  '"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block';

/** False where the block around has no prefix that a path could replace. */
function replacesPrefix({ scope }: Located): boolean {
  if (scope.place !== "http/location") return false;
  const opener = scope.opener?.directive.args.map((it) => it.text) ?? [""];
  const location = opener.some(hasPlaceholder) ? undefined : readLocation(opener);
  return !location || !(location.named || isRegexLocation(location));
}
