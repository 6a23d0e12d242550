import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const proxyRedirectDefault: Rule = {
  id: "proxy-redirect-default",
  severity: "error",
  directives: ["proxy_redirect"],
  docs: {
    summary: "The default of proxy_redirect stands where nginx does not know the address yet",
    why: `
\`proxy_redirect default\` makes its pattern of the address in \`proxy_pass\` and the name of the location. So a
\`proxy_pass\` without variables must stand before it, in the same location. Without any \`proxy_redirect\`, \`default\`
holds by itself.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_redirect"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location /app/ {
            proxy_redirect default;
#                          ~~~~~~~ error: "proxy_redirect default" should be placed after the "proxy_pass" directive
            proxy_pass http://127.0.0.1:8080/;
        }
    }
}
`,
      good: `
http {
    server {
        location /app/ {
            proxy_pass http://127.0.0.1:8080/;
            proxy_redirect default;
        }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, scope, file } = located;
    const [word, more] = directive.args;
    if (word?.text !== "default" || more || !directive.terminated || !scope.isIn("http")) return;
    const before = scope.entries.slice(0, scope.entries.indexOf(located));
    const pass = before.find((it) => it.directive.name.text === "proxy_pass");
    const hasVariables = pass?.directive.args[0]?.text.includes("$");
    if (pass ? !hasVariables : mayFollowUnseen()) return;
    const message = hasVariables
      ? '"proxy_redirect default" cannot be used with "proxy_pass" directive with variables'
      : '"proxy_redirect default" should be placed after the "proxy_pass" directive';
    ctx.report({ file, ...onNginxLine(located, word), message });

    function mayFollowUnseen(): boolean {
      const takesPass = scope.place.startsWith("http/location") || ctx.config.placeIsInferred;
      return takesPass && (scope.hasUnreadInclude || scope.parent === undefined);
    }
  },
};
