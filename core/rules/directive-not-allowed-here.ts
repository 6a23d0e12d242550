import type { Located, Scope } from "../config/scope.ts";
import { docUrl } from "../knowledge/directives.ts";
import { isSaidByLocationRule } from "./client-verify-location.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import { placesInWords } from "./shared/place-words.ts";
import type { RelatedPlace, Rule, RuleContext } from "./shared/rule.ts";
import { faultsOf, nginxOf, severityByVersion } from "./shared/structure.ts";

export const directiveNotAllowedHere: Rule = {
  id: "directive-not-allowed-here",
  severity: "error",
  docs: {
    summary: "A directive stands in a block that may not hold it",
    why: `
Every directive names the blocks it may stand in ("Context" in its documentation), and nginx stops at one that stands
elsewhere: \`"location" directive is not allowed here\`. A directive of \`stream\` is "not allowed" in \`http\` and the other
way round. Often the cause is further up: a \`}\` too many or too few. \`load_module\` must stand before the first block
(\`"load_module" directive is specified too late\`). Where a file that no other one includes would stand is not known, so
there only what fits nowhere is reported; a comment on top such as \`# nginx-tls: context=server\` tells.`,
    references: [
      "https://nginx.org/en/docs/beginners_guide.html#conf_structure",
      "https://nginx.org/en/docs/dirindex.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    location / {
#   ~~~~~~~~ error: "location" directive is not allowed here
        root /var/www;
    }
}
`,
      good: `
http {
    server {
        location / {
            root /var/www;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const { located, places, since } of faultsOf(ctx, "misplaced")) {
      if (isSaidByLocationRule(located, config.settings.rules)) continue;
      const name = located.directive.name;
      const { span, related } = onNginxLine(located, name);
      const before = since === undefined ? "" : ` before ${nginxOf(name.text, since)}`;
      ctx.report({
        file: located.file,
        span,
        message: `"${name.text}" directive is not allowed here${before}`,
        docs: docUrl(name.text),
        related: [...related, whereAllowed(located, placesInWords(places))],
        ...(since !== undefined && { severity: severityByVersion(config.settings) }),
      });
    }
    reportLateModules(config.root, ctx);
  },
};

/** nginx counts its modules when a block of one begins; no other may come then. */
function reportLateModules(root: Scope, ctx: RuleContext): void {
  if (root.place !== "main") return;
  let first: Located | undefined;
  for (const located of root.readingOrder(["load_module", ...COUNTING])) {
    const { directive, file, scope } = located;
    if (scope !== root) continue;
    const name = directive.name.text;
    if (name !== "load_module") first ??= located;
    else if (first) {
      const message = `"${first.directive.name.text}" begins here`;
      const earlier = { file: first.file, span: first.directive.name.span, message };
      const { span, related } = onNginxLine(located, directive.name);
      const late = `"${name}" directive is specified too late`;
      ctx.report({ file, span, message: late, related: [...related, earlier] });
    }
  }
}

const COUNTING = ["events", "http", "mail", "stream"];

/** Shown at the block around, or at the directive itself where there is none. */
function whereAllowed(located: Located, words: string): RelatedPlace {
  const opener = located.scope.opener;
  const message = `"${located.directive.name.text}" is allowed in ${words}`;
  if (!opener) return { file: located.file, span: located.directive.name.span, message };
  const outer = opener.directive.name;
  return { file: opener.file, span: outer.span, message: `this is "${outer.text}"; ${message}` };
}
