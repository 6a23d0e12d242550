import type { Located } from "../config/scope.ts";
import { zoneMentions } from "../config/zones.ts";
import { replaceWord } from "./shared/edits.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { checkValues } from "./shared/values.ts";

export const sessionCacheInvalid: Rule = {
  id: "session-cache-invalid",
  severity: "error",
  directives: ["ssl_session_cache"],
  docs: {
    summary: "A session cache is not one that nginx knows, or too small",
    why: `
The words are \`off\`, \`none\`, \`builtin\`, \`builtin:SESSIONS\` and \`shared:NAME:SIZE\`. nginx stops at any other:
\`invalid session cache "shared:SSL"\` (the size is missing), and at a zone of less than eight pages of memory, 32 KB:
\`session cache … is too small\`. A megabyte holds about 4000 sessions. There is no \`on\`: \`shared\` is what is meant.
Servers may name the same zone, with the same size.`,
    fixSafety:
      "The size is a common one. Servers that name the same zone share their sessions, as they would with any size.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache"],
  },
  examples: [
    {
      bad: `
http {
    ssl_session_cache shared:SSL;
#                     ~~~~~~~~~~ error: invalid session cache "shared:SSL"
}
`,
      good: `
http {
    ssl_session_cache shared:SSL:10m;
}
`,
    },
    {
      bad: `
http {
    ssl_session_cache shared:SSL:16k;
#                     ~~~~~~~~~~~~~~ error: session cache "shared:SSL:16k" is too small
}
`,
      good: `
http {
    ssl_session_cache shared:SSL:10m;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    checkValues("parameter", located, ctx, (file, word) => {
      const text = meant(word.text, ctx);
      const edits = [replaceWord(file, word, text)];
      return [{ title: `Use "${text}"`, safety: "unsafe", edits }];
    });
  },
};

export function isSessionCache({ directive }: Located): boolean {
  return directive.name.text === "ssl_session_cache";
}

/** The zone that the word names, with the size it has elsewhere, or one of 10 MB. */
function meant(text: string, ctx: RuleContext): string {
  if (/^builtin/i.test(text)) return "builtin";
  const name = /^shared:([\w.-]+)/i.exec(text)?.[1] ?? "SSL";
  for (const zone of zoneMentions(ctx.config.root)) {
    const { args } = zone.located.directive;
    const isCache = isSessionCache(zone.located) && args.includes(zone.word);
    if (isCache && zone.name === name && zone.word.text !== text && isLarge(zone.size)) {
      return zone.word.text;
    }
  }
  return `shared:${name}:10m`;
}

/** Eight pages of the usual size. */
function isLarge(size: number): boolean {
  return size >= 8 * 4096;
}
