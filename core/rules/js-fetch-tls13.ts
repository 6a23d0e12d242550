import { insertAfter } from "./shared/edits.ts";
import { fetchersWithout, jsDocs, severityAt } from "./shared/js.ts";
import type { Rule } from "./shared/rule.ts";

export const jsFetchTls13: Rule = {
  id: "js-fetch-tls13",
  severity: "information",
  docs: {
    summary: "Scripts fetch with TLS 1.0 to 1.2, but not with TLS 1.3",
    why: `
njs's default for \`js_fetch_protocols\` is \`TLSv1 TLSv1.1 TLSv1.2\` in every version up to 1.0.1, whatever nginx's own
default is. A server that speaks only TLS 1.3 can't be reached (\`unsupported protocol\`), and versions are offered that RFC
8996 retired. The rule looks where \`js_fetch_\` directives show that scripts fetch over TLS.`,
    fixSafety: "Servers that speak only TLS 1.0 or 1.1 can no longer be reached.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_js_module.html#js_fetch_protocols",
      "https://www.rfc-editor.org/rfc/rfc8996",
    ],
  },
  examples: [
    {
      bad: `
http {
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
#   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: the default of "js_fetch_protocols" is TLS 1.0 to 1.2, without TLS 1.3
}
`,
      good: `
http {
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    js_fetch_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const name = "js_fetch_protocols";
    for (const located of fetchersWithout(name, config)) {
      const { scope, directive, file } = located;
      ctx.report({
        file,
        span: directive.name.span,
        message: `the default of "${name}" is TLS 1.0 to 1.2, without TLS 1.3`,
        severity: severityAt("information", scope),
        docs: jsDocs(name, scope),
        fixes: [
          {
            title: "Use TLS 1.2 and 1.3",
            safety: "unsafe",
            edits: [insertAfter(located, [`${name} TLSv1.2 TLSv1.3;`])],
          },
        ],
      });
    }
  },
};
