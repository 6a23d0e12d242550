import type { Config } from "../config/config.ts";
import { loadsForeignModules } from "../config/modules.ts";
import type { Located } from "../config/scope.ts";
import { lookUp } from "../knowledge/directives.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { suggestDirective } from "../knowledge/typos.ts";
import { replaceWord } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { faultsOf } from "./shared/structure.ts";

export const unknownDirective: Rule = {
  id: "unknown-directive",
  severity: "error",
  docs: {
    summary: "A directive is misspelled",
    why: `
nginx stops at a directive it does not know: \`unknown directive "proxy_ssl_verfiy"\`. Names are case-sensitive.
The finding is an error where the name is one slip away from a directive of nginx, so that the slip is nearly
certain (\`proxy_ssl_verfiy_depth\` stands even in NGINX's own guide), and where no module has such names (\`else\`, or
\`2}$\` from a regular expression without quotes). A name that resembles nothing may come from a module that is not
known here, so that is information only, and directives of the common third-party modules are not reported. Those of
NGINX Plus are another rule's, \`plus-directive\`. With the setting \`nginxTls.platform\` at \`nginx-core\`, every name is an error that nginx open source
does not know, unless \`load_module\` names a module of somebody else.`,
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

  checkConfig(config, ctx) {
    const exact = config.settings.platform === "nginx-core" && !loadsForeignModules(config.root);
    for (const { located, since, until, foreign } of faultsOf(ctx, "unknown")) {
      if (since !== undefined || until !== undefined) continue;
      if (exact || !foreign) report(located, exact, ctx);
    }
  },
};

function report(located: Located, exact: boolean, ctx: RuleContext): void {
  const { directive, file, scope } = located;
  const name = directive.name.text;
  const place = { file, ...onNginxLine(located, directive.name) };
  const suggestion = suggestDirective(name, scope.place);
  if (suggestion) {
    ctx.report({
      ...place,
      message: `unknown directive "${name}", did you mean "${suggestion.name}"?`,
      ...(hasUnknownDirectives(ctx.config) && { severity: "information" }),
      fixes: [
        {
          title: `Replace with "${suggestion.name}"`,
          safety: "safe",
          edits: [replaceWord(file, directive.name, suggestion.name)],
        },
      ],
    });
  } else if (!isConfiguration(located, ctx.config)) {
    return;
  } else if (NO_TLS.test(name)) {
    const message = `unknown directive "${oneLine(name)}": nginx has no TLS to such upstreams`;
    ctx.report({ ...place, message });
  } else if (exact || cannotBeDirective(name)) {
    ctx.report({ ...place, message: `unknown directive "${oneLine(name)}"` });
  } else {
    ctx.report({
      ...place,
      message: `unknown directive "${name}": not of nginx or of a module known here`,
      severity: "information",
    });
  }
}

/** True unless the word is half typed, a template's placeholder, or in a file that is no configuration. */
function isConfiguration({ directive, scope, file }: Located, config: Config): boolean {
  const name = directive.name.text;
  const isWhole = directive.terminated && directive.span.end !== file.text.length;
  if (!isWhole && !directive.block) return false;
  if (hasPlaceholder(directive.name.raw) || /^\$|\.\.\.|\u2026|^\ufeff/.test(name)) return false;
  return (
    !config.placeIsInferred ||
    scope.parent !== undefined ||
    scope.entries.some((it) => lookUp(it.directive.name.text).length > 0)
  );
}

/** True for a platform with directives of its own that the tables do not have. */
function hasUnknownDirectives({ settings: { platform } }: Config): boolean {
  return platform === "angie" || platform === "any";
}

/** Protocols to upstreams that nginx speaks in the clear only; `uwsgi` and `grpc` have TLS. */
const NO_TLS = /^(fastcgi|scgi|memcached)_ssl(_|$)/;

/** Words of other languages that people try. */
const NO_DIRECTIVES: ReadonlySet<string> = new Set([
  "else",
  "elseif",
  "elsif",
  "elif",
  "endif",
  "fi",
  "for",
  "foreach",
  "function",
  "then",
  "while",
]);

/** True for a name that no module gives a directive. */
function cannotBeDirective(name: string): boolean {
  return !/^[a-z]\w*$/i.test(name) || NO_DIRECTIVES.has(name);
}

/** A name cut at its first control character, and where it is long. */
function oneLine(name: string): string {
  const end = [...name].findIndex((it) => it < " ");
  const length = Math.min(end < 0 ? name.length : end, 60);
  return length < name.length ? `${name.slice(0, length)}…` : name;
}
