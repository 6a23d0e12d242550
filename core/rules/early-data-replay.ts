import type { VirtualServer } from "../config/listeners.ts";
import type { Located, Scope } from "../config/scope.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { addToLevel } from "./shared/server.ts";
import { anchorOf, placeOf } from "./shared/upstream.ts";

/** Pass directives, each with what adds a header or parameter to its requests. */
const PASSES: readonly (readonly [pass: string, adds: string, header: string])[] = [
  ["proxy_pass", "proxy_set_header", "Early-Data"],
  ["grpc_pass", "grpc_set_header", "Early-Data"],
  ["fastcgi_pass", "fastcgi_param", "HTTP_EARLY_DATA"],
  ["scgi_pass", "scgi_param", "HTTP_EARLY_DATA"],
  ["uwsgi_pass", "uwsgi_param", "HTTP_EARLY_DATA"],
];

export const earlyDataReplay: Rule = {
  id: "early-data-replay",
  severity: "warning",
  needs: ["ssl_early_data"],
  docs: {
    summary: "Early data is accepted, and the upstream can't tell it from other requests",
    why: `
What comes as TLS 1.3 early data can be sent again by anybody who recorded it (RFC 8446, section 8), and nginx switches
OpenSSL's protection off (\`SSL_OP_NO_ANTI_REPLAY\`). RFC 8470 leaves the decision to the application, which learns of it
from the \`Early-Data\` header and may answer 425. Nothing is reported where the server looks at \`$ssl_early_data\`
itself, or sets \`ssl_conf_command Options AntiReplay\`.`,
    fixSafety: "An upstream that knows the header may refuse early requests with 425 from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_early_data",
      "https://www.rfc-editor.org/rfc/rfc8470",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_early_data on;
        location / {
            proxy_set_header Host $host;
            proxy_pass http://127.0.0.1:8080;
#           ~~~~~~~~~~ warning: early data can be replayed, and "$ssl_early_data" is not passed on
        }
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_early_data on;
        location / {
            proxy_set_header Host $host;
            proxy_set_header Early-Data $ssl_early_data;
            proxy_pass http://127.0.0.1:8080;
        }
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family !== "http") return;
    const [early] = server.settings("ssl_early_data");
    if (!early || !server.isOn("ssl_early_data") || server.tls === "no") return;
    if (decides(server)) return;
    for (const scope of server.scope.inward()) {
      for (const [name, adds, header] of PASSES) {
        for (const pass of scope.named(name)) {
          if ((scope.nearest(adds)?.directives ?? []).some(mentionsEarlyData)) continue;
          const anchor = anchorOf(pass);
          const text = `${adds} ${header} $ssl_early_data;`;
          ctx.report({
            file: pass.file,
            span: pass.directive.name.span,
            message: 'early data can be replayed, and "$ssl_early_data" is not passed on',
            docs: docsAt(early),
            related: [placeOf(early, "early data is switched on here")],
            fixes: [
              {
                title: `Pass "$ssl_early_data" on`,
                safety: "unsafe",
                edits: [addToLevel(adds, anchor.scope, anchor, text)],
              },
            ],
          });
        }
      }
    }
  },
};

function decides(server: VirtualServer): boolean {
  const antiReplay = server
    .settings("ssl_conf_command")
    .some(({ directive }) => directive.args.some((it) => /\bantireplay\b/i.test(it.text)));
  return antiReplay || server.scope.inward().some(looksItself);
}

function looksItself(scope: Scope): boolean {
  return ["if", "set", "return", "limit_req"].some((it) => scope.named(it).some(mentionsEarlyData));
}

function mentionsEarlyData({ directive }: Located): boolean {
  return directive.args.some((it) => /\$\{?ssl_early_data\b/.test(it.text));
}
