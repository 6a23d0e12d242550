import { isSeenWhole } from "../config/completeness.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { replaceWord } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const undefinedLogFormat: Rule = {
  id: "undefined-log-format",
  severity: "error",
  docs: {
    summary: "A log names a format that nothing defines before it, or a format is defined twice",
    why: `
The second argument of \`access_log\` names a \`log_format\`. nginx looks it up while it reads, so the \`log_format\` must
come first: \`unknown log format "json"\`. \`http\` knows \`combined\` from the start, \`stream\` knows none. Options such as
\`buffer=32k\` come after the format, which then can't be left out.`,
    fixSafety: "The replacement is what the name most likely means.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_log_module.html#access_log",
      "https://nginx.org/en/docs/stream/ngx_stream_log_module.html#log_format",
    ],
  },
  examples: [
    {
      bad: `
events {}
http {
    log_format detailed "$remote_addr $request_time";
    server {
        access_log /var/log/nginx/access.log detialed;
#                                            ~~~~~~~~ error: unknown log format "detialed"
    }
}
`,
      good: `
events {}
http {
    log_format detailed "$remote_addr $request_time";
    server {
        access_log /var/log/nginx/access.log detailed;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const isWhole = isSeenWhole(config);
    const formats = { http: new Set(["combined"]), stream: new Set<string>() };
    for (const located of config.root.readingOrder(["log_format", "access_log"])) {
      const family = located.scope.isIn("stream") ? "stream" : "http";
      if (!located.scope.isIn(family)) continue;
      if (located.directive.name.text === "log_format") define(located, formats[family], ctx);
      else if (located.directive.name.text === "access_log") {
        if (isWhole || isOption(located)) checkUse(located, formats[family], ctx);
      }
    }
  },
};

/** True if an option stands where the format belongs; no unseen file names a format like that. */
function isOption({ directive }: Located): boolean {
  return directive.args[1]?.text.includes("=") ?? false;
}

function define(located: Located, formats: Set<string>, ctx: RuleContext): void {
  const [word] = located.directive.args;
  if (!word || hasPlaceholder(word.text)) return;
  if (formats.has(word.text)) {
    const message = `duplicate "log_format" name "${word.text}"`;
    ctx.report({ file: located.file, ...onNginxLine(located, word), message });
  }
  formats.add(word.text);
}

/** Names of formats are looked up without regard to case. */
function checkUse(located: Located, formats: ReadonlySet<string>, ctx: RuleContext): void {
  const { directive, file } = located;
  const [path, word] = directive.args;
  if (!path || path.text === "off" || hasPlaceholder(word?.text ?? path.text)) return;
  if (!word) {
    if (located.scope.isIn("http")) return;
    const message = "log format is not specified";
    ctx.report({ file, ...onNginxLine(located, path), message });
    return;
  }
  const name = word.text.toLowerCase();
  if ([...formats].some((it) => it.toLowerCase() === name)) return;
  const meant = suggestWord(word.text, [...formats]);
  const fixes: RuleFix[] = [];
  if (meant !== undefined) {
    const edits = [replaceWord(file, word, meant)];
    fixes.push({ title: `Replace with "${meant}"`, safety: "unsafe", edits });
  }
  const message = `unknown log format "${word.text}"`;
  ctx.report({ file, ...onNginxLine(located, word), message, fixes });
}
