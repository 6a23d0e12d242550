import { removeDirective } from "./shared/edits.ts";
import { pathSpan } from "./shared/identity.ts";
import { jsDocs, verifiesFetches } from "./shared/js.ts";
import type { Rule } from "./shared/rule.ts";

export const jsFetchDepth: Rule = {
  id: "js-fetch-depth",
  severity: "hint",
  directives: ["js_fetch_verify_depth"],
  docs: {
    summary: "The verification depth of fetches is 0, or has no effect",
    why: `
The depth is the number of intermediate certificates between the server's certificate and a root of the trusted file
(OpenSSL since 1.1.0, \`X509_VERIFY_PARAM_set_depth\`). njs's default is 100, so that the directive is seldom needed; 0
refuses every certificate of a public CA, for these sign with an intermediate. With \`js_fetch_verify off\` nothing is
verified, to no depth.`,
    fixSafety: "Longer chains are accepted from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_js_module.html#js_fetch_verify_depth",
      "https://docs.openssl.org/3.0/man3/X509_VERIFY_PARAM_set_flags/",
    ],
  },
  examples: [
    {
      bad: `
http {
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    js_fetch_verify_depth 0;
#                         ~ hint: only certificates signed directly by a root of the trusted file are accepted
}
`,
      good: `
http {
    js_fetch_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file, scope } = located;
    const [depth] = directive.args;
    const isUnused = !verifiesFetches(scope);
    if (!depth || (!isUnused && !/^0+$/.test(depth.text))) return;
    ctx.report({
      file,
      span: isUnused ? directive.name.span : pathSpan(located),
      message: isUnused
        ? '"js_fetch_verify_depth" has no effect: "js_fetch_verify" is off'
        : "only certificates signed directly by a root of the trusted file are accepted",
      docs: jsDocs("js_fetch_verify_depth", scope),
      fixes: [
        {
          title: 'Delete "js_fetch_verify_depth"',
          safety: isUnused ? "safe" : "unsafe",
          edits: [removeDirective(located)],
        },
      ],
    });
  },
};
