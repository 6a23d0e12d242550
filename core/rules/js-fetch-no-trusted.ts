import { insertAfter } from "./shared/edits.ts";
import { fetchersWithout, jsDocs, severityAt, verifiesFetches } from "./shared/js.ts";
import type { Rule } from "./shared/rule.ts";

export const jsFetchNoTrusted: Rule = {
  id: "js-fetch-no-trusted",
  severity: "warning",
  docs: {
    summary: "Scripts verify the servers they fetch from, but no CA is named",
    why: `
njs verifies certificates by default and, unlike most programs, does not fall back to the CAs of the system: without
\`js_fetch_trusted_certificate\` every \`ngx.fetch("https://…")\` fails with \`js http fetch SSL certificate verify error:
(20:unable to get local issuer certificate)\`. nginx accepts the configuration without a word. The rule looks where
\`js_fetch_\` directives show that scripts fetch over TLS; what the scripts themselves do is not read.`,
    fixSafety:
      "The file must exist: nginx opens it at the start. Scripts trust all CAs in it from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_js_module.html#js_fetch_trusted_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    js_fetch_protocols TLSv1.2 TLSv1.3;
#   ~~~~~~~~~~~~~~~~~~ warning: fetches over TLS fail: no "js_fetch_trusted_certificate", and njs knows no CA of the system
}
`,
      good: `
http {
    js_fetch_protocols TLSv1.2 TLSv1.3;
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const name = "js_fetch_trusted_certificate";
    for (const located of fetchersWithout(name, config)) {
      const { scope, directive, file } = located;
      if (!verifiesFetches(scope)) continue;
      ctx.report({
        file,
        span: directive.name.span,
        message: `fetches over TLS fail: no "${name}", and njs knows no CA of the system`,
        severity: severityAt("warning", scope),
        docs: jsDocs(name, scope),
        fixes: [
          {
            title: `Add "${name}"`,
            safety: "unsafe",
            edits: [insertAfter(located, [`${name} ${config.settings.trustedCertificate};`])],
          },
        ],
      });
    }
  },
};
