import { absence } from "../config/effective.ts";
import { insertAfter } from "./shared/edits.ts";
import { fetchersWithout } from "./shared/js.ts";
import type { Rule } from "./shared/rule.ts";

export const jsFetchResolver: Rule = {
  id: "js-fetch-resolver",
  severity: "information",
  docs: {
    summary: "Scripts fetch from hosts, but no resolver is set to look them up",
    why: `
\`ngx.fetch()\` looks host names up through nginx's \`resolver\`, not through the system. Without one a fetch from a name
fails with \`no resolver defined\`; only IP addresses work, and with these the check of the certificate fails, since njs
compares DNS names only. The rule looks where \`js_fetch_\` directives show that scripts fetch over TLS.`,
    fixSafety:
      "The address is that of the local stub resolver of systemd; put your own DNS server there.",
    references: [
      "https://nginx.org/en/docs/njs/reference.html#ngx_fetch",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver",
    ],
  },
  examples: [
    {
      bad: `
http {
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
#   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: scripts can't fetch from host names: no "resolver" is set
    js_fetch_protocols TLSv1.2 TLSv1.3;
}
`,
      good: `
http {
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    resolver 127.0.0.53 valid=30s;
    js_fetch_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const located of fetchersWithout("resolver", config)) {
      const { scope, directive, file } = located;
      if (absence(scope) !== "certain") continue;
      ctx.report({
        file,
        span: directive.name.span,
        message: 'scripts can\'t fetch from host names: no "resolver" is set',
        fixes: [
          {
            title: "Add a resolver",
            safety: "unsafe",
            edits: [insertAfter(located, ["resolver 127.0.0.53 valid=30s;"])],
          },
        ],
      });
    }
  },
};
