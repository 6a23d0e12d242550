import { effective } from "../config/effective.ts";
import { insertAfter, removeDirective, replaceSpan } from "./shared/edits.ts";
import { pathSpan } from "./shared/identity.ts";
import { jsDocs } from "./shared/js.ts";
import type { Rule } from "./shared/rule.ts";
import { isMeant } from "./shared/upstream.ts";

export const jsFetchVerifyOff: Rule = {
  id: "js-fetch-verify-off",
  severity: "warning",
  directives: ["js_fetch_verify"],
  docs: {
    summary: "Scripts fetch over TLS from whoever answers",
    why: `
\`js_fetch_verify off\` lets \`ngx.fetch()\` accept any certificate, a stranger's too, so that tokens and keys that scripts
send or get can be read on the way. The default is \`on\`; it needs \`js_fetch_trusted_certificate\`, since njs knows no CA of
the system. A comment with \`insecure\` or \`nolint\` behind the directive silences the finding.`,
    fixSafety:
      "Scripts can no longer fetch from servers whose certificate the CAs in the file have not signed.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_js_module.html#js_fetch_verify",
      "https://nginx.org/en/docs/http/ngx_http_js_module.html#js_fetch_trusted_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    js_fetch_verify off;
#                   ~~~ warning: certificates of servers that scripts fetch from are not verified
    js_fetch_protocols TLSv1.2 TLSv1.3;
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

  checkDirective(located, ctx) {
    const { directive, file, scope } = located;
    if (directive.args[0]?.text.toLowerCase() !== "off" || isMeant(located)) return;
    const name = "js_fetch_trusted_certificate";
    const text = `${name} ${ctx.config.settings.trustedCertificate};`;
    const isOuterOff = scope.parent?.nearest("js_fetch_verify") !== undefined;
    const wanted = effective(name, scope) ? [] : [text];
    const on = replaceSpan(file, pathSpan(located), "on");
    const fix = isOuterOff
      ? [on, ...(wanted.length > 0 ? [insertAfter(located, wanted)] : [])]
      : wanted.length > 0
        ? [replaceSpan(file, directive.span, text)]
        : [removeDirective(located)];
    ctx.report({
      file,
      span: pathSpan(located),
      message: "certificates of servers that scripts fetch from are not verified",
      docs: jsDocs("js_fetch_verify", scope),
      fixes: [{ title: "Verify the servers' certificates", safety: "unsafe", edits: fix }],
    });
  },
};
