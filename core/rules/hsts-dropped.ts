import { effective } from "../config/effective.ts";
import { listenersOf } from "../config/listeners.ts";
import type { Scope } from "../config/scope.ts";
import { insertAfter, textOf } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { isHsts, mergesHeaders } from "./shared/server.ts";
import { placeOf } from "./shared/upstream.ts";

export const hstsDropped: Rule = {
  id: "hsts-dropped",
  severity: "warning",
  docs: {
    summary: "A block with headers of its own drops the HSTS header of the enclosing block",
    why: `
nginx inherits \`add_header\` only into a level that has none: one \`add_header X-Frame-Options\` in a location takes
every header of the server away there, Strict-Transport-Security among them. Since 1.29.3 \`add_header_inherit merge\`
changes that. For locations of static files (\`~ \\.(css|js)$\`) it is information: the page they belong to has set the
rule.`,
    fixSafety: "The responses of the block carry the header again.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
      "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header_inherit",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        add_header Strict-Transport-Security "max-age=63072000" always;
        location /app {
            add_header X-Frame-Options DENY;
#           ~~~~~~~~~~ warning: the Strict-Transport-Security header of the enclosing block is not sent here
        }
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        add_header Strict-Transport-Security "max-age=63072000" always;
        location /app {
            add_header X-Frame-Options DENY;
            add_header Strict-Transport-Security "max-age=63072000" always;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const all = config.root.everywhere("add_header");
    if (!all.some(isHsts)) return;
    const { byScope } = listenersOf(config);
    for (const scope of new Set(all.map((it) => it.scope))) {
      const own = scope.named("add_header");
      const [first] = own;
      const outer = scope.parent && effective("add_header", scope.parent);
      const dropped = outer?.directives.find(isHsts);
      const last = own.at(-1);
      if (!first || !last || !dropped || own.some(isHsts) || mergesHeaders(scope)) continue;
      const around = [...scope.outward()].find((it) => byScope.has(it));
      if (!around || byScope.get(around)?.tls !== "yes") continue;
      ctx.report({
        file: first.file,
        span: first.directive.name.span,
        message: "the Strict-Transport-Security header of the enclosing block is not sent here",
        severity: isForFiles(scope) ? "information" : "warning",
        related: [placeOf(dropped, "this header is not sent here")],
        fixes: [
          {
            title: "Repeat the header here",
            safety: "unsafe",
            edits: [insertAfter(last, [textOf(dropped)])],
          },
        ],
      });
    }
  },
};

/** A location for names that end in a dot and an extension, or for one such file. */
function isForFiles(scope: Scope): boolean {
  for (const { opener } of scope.outward()) {
    const args = opener?.directive.name.text === "location" ? opener.directive.args : [];
    const [first, second] = args.map((it) => it.text);
    if (/^~\*?$/.test(first ?? "") && /\\\.[^/]*\$?$/.test(second ?? "")) return true;
    if (first === "=" && /\.\w+$/.test(second ?? "")) return true;
  }
  return false;
}
