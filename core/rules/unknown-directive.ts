import type { Located } from "../config/scope.ts";
import { isThirdPartyName, lookUp } from "../knowledge/directives.ts";
import { suggestDirective } from "../knowledge/typos.ts";
import { replaceWord } from "./edits.ts";
import type { Rule } from "./rule.ts";

export const unknownDirective: Rule = {
  id: "unknown-directive",
  severity: "error",
  directives: undefined,
  docs: {
    summary: "A directive is misspelled",
    why: `
nginx stops at a directive it does not know: \`unknown directive "proxy_ssl_verfiy"\`. Names are case-sensitive.
The finding is an error where the name is one slip away from a directive of nginx, so that the slip is nearly
certain (\`proxy_ssl_verfiy_depth\` stands even in NGINX's own guide). A name that resembles nothing may come from
a module that is not known here, so that is information only, and directives of the common third-party
modules are not reported at all.`,
    references: [
      "https://nginx.org/en/docs/dirindex.html",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify",
    ],
  },
  examples: [
    {
      bad: `
http {
    proxy_ssl_verfiy on;
#   ~~~~~~~~~~~~~~~~ error: unknown directive "proxy_ssl_verfiy", did you mean "proxy_ssl_verify"?
    proxy_ssl_verfiy_depth 2;
#   ~~~~~~~~~~~~~~~~~~~~~~ error: unknown directive "proxy_ssl_verfiy_depth", did you mean "proxy_ssl_verify_depth"?
}
`,
      good: `
http {
    proxy_ssl_verify on;
    proxy_ssl_verify_depth 2;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file, scope } = located;
    const name = directive.name.text;
    if (scope.place === "other" || lookUp(name).length > 0 || isThirdPartyName(name)) return;
    const suggestion = suggestDirective(name, scope.place);
    if (suggestion) {
      ctx.report({
        file,
        span: directive.name.span,
        message: `unknown directive "${name}", did you mean "${suggestion.name}"?`,
        fixes: [
          {
            title: `Replace with "${suggestion.name}"`,
            safety: "safe",
            edits: [replaceWord(file, directive.name, suggestion.name)],
          },
        ],
      });
    } else if (isPlausible(located)) {
      ctx.report({
        file,
        span: directive.name.span,
        message: `unknown directive "${name}": not of nginx or of a module known here`,
        severity: "information",
      });
    }
  },
};

/** A plain name among known directives; not a template's placeholder or a line of a data file. */
function isPlausible({ directive, scope, file }: Located): boolean {
  if (!/^[a-z][a-z0-9_]*$/.test(directive.name.text) || !directive.terminated) return false;
  if (directive.span.end === file.text.length) return false;
  return scope.entries.some((it) => lookUp(it.directive.name.text).length > 0);
}
