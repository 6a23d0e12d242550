import type { Located } from "../config/scope.ts";
import { versionAtLeast } from "../settings.ts";
import { removeDirective, replaceSpan } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";

interface Obsolete {
  readonly since: string;
  /** What nginx says to use instead. */
  readonly successor?: string;
  /** True if the successor takes the value as it stands. */
  readonly sameValue?: boolean;
}

/** From the warnings of `ngx_http_v2_obsolete` and `ngx_http_v2_push` (CHANGES of 1.19.7 and 1.25.1). */
const OBSOLETE: Readonly<Record<string, Obsolete>> = {
  http2_recv_timeout: { since: "1.19.7", successor: "client_header_timeout", sameValue: true },
  http2_idle_timeout: { since: "1.19.7", successor: "keepalive_timeout", sameValue: true },
  http2_max_requests: { since: "1.19.7", successor: "keepalive_requests", sameValue: true },
  http2_max_field_size: { since: "1.19.7", successor: "large_client_header_buffers" },
  http2_max_header_size: { since: "1.19.7", successor: "large_client_header_buffers" },
  http2_push: { since: "1.25.1" },
  http2_push_preload: { since: "1.25.1" },
  http2_max_concurrent_pushes: { since: "1.25.1" },
};

export const http2Obsolete: Rule = {
  id: "http2-obsolete",
  severity: "warning",
  directives: Object.keys(OBSOLETE),
  docs: {
    summary: "A directive of HTTP/2 is obsolete, and nginx passes over it",
    why: `
nginx warns and ignores it. Since 1.19.7 the limits of HTTP/1 count for HTTP/2 as well: \`keepalive_requests\` for
\`http2_max_requests\`, \`keepalive_timeout\`, \`client_header_timeout\` and \`large_client_header_buffers\`. Since 1.25.1 there is
no server push any more, which browsers had given up; \`add_header Link\` with \`rel=preload\` and \`early_hints\` (1.29.0) do what
it was for.`,
    fixSafety:
      "The successor counts for HTTP/1 too, and where it stands the default no longer does.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_v2_module.html",
      "https://nginx.org/en/CHANGES",
    ],
  },
  examples: [
    {
      bad: `
http {
    http2_max_requests 2000;
#   ~~~~~~~~~~~~~~~~~~ warning: the "http2_max_requests" directive is obsolete, use the "keepalive_requests" directive instead
    http2_push_preload on;
#   ~~~~~~~~~~~~~~~~~~ warning: the "http2_push_preload" directive is obsolete, ignored
}
`,
      good: `
http {
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file, scope } = located;
    const name = directive.name.text;
    const obsolete = OBSOLETE[name];
    const { nginxVersion } = ctx.config.settings;
    if (!obsolete || !scope.isIn("http") || !versionAtLeast(nginxVersion, obsolete.since)) return;
    const { successor } = obsolete;
    const instead =
      successor === undefined ? "ignored" : `use the "${successor}" directive instead`;
    ctx.report({
      file,
      span: directive.name.span,
      message: `the "${name}" directive is obsolete, ${instead}`,
      tags: ["deprecated"],
      docs: docsAt(located),
      fixes: fixes(located, obsolete),
    });
  },
};

function fixes(located: Located, { successor, sameValue }: Obsolete): readonly RuleFix[] {
  const { directive, file, scope } = located;
  const remove: RuleFix = {
    title: `Delete "${directive.name.text}"`,
    safety: "safe",
    edits: [removeDirective(located)],
  };
  if (successor === undefined || !sameValue || scope.nearest(successor)) return [remove];
  return [
    remove,
    {
      title: `Use "${successor}"`,
      safety: "unsafe",
      edits: [replaceSpan(file, directive.name.span, successor)],
    },
  ];
}
