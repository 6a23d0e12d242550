import type { Located, Scope } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { isRegexLocation, readLocation } from "../knowledge/values/location.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const duplicateLocation: Rule = {
  id: "duplicate-location",
  severity: "error",
  docs: {
    summary: "Two locations of one block have the same name",
    why: `
nginx keeps the prefixes of a server in one tree and can't have two of one name: \`duplicate location "/api"\`. A prefix
with \`^~\` counts as the same as one without; an exact location (\`=\`) of that name may stand beside it. Regular
expressions and named locations are not compared.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_core_module.html#location"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location /api { return 200; }
        location ^~ /api { return 404; }
#                   ~~~~ error: duplicate location "/api"
    }
}
`,
      good: `
http {
    server {
        location /api { return 200; }
        location = /api { return 404; }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const scope of config.root.inward()) {
      if (!scope.isIn("http")) continue;
      for (const { first, again, name } of duplicates(scope)) {
        const word = again.directive.args.at(-1) ?? again.directive.name;
        const { span, related } = onNginxLine(again, word);
        const message = `the other "${name}" is here`;
        const other = (first.directive.args.at(-1) ?? first.directive.name).span;
        ctx.report({
          file: again.file,
          span,
          message: `duplicate location "${name}"`,
          related: [...related, { file: first.file, span: other, message }],
        });
      }
    }
  },
};

interface Duplicate {
  readonly first: Located;
  readonly again: Located;
  readonly name: string;
}

function* duplicates(scope: Scope): Generator<Duplicate> {
  const seen = new Map<string, Located>();
  for (const again of scope.named("location")) {
    const words = again.directive.args.map((it) => it.text);
    const location = again.block && readLocation(words);
    if (!location || location.named || isRegexLocation(location)) continue;
    if (words.length > 2 || words.some(hasPlaceholder)) continue;
    const { name, modifier } = location;
    const key = `${modifier === "=" ? "=" : ""} ${name}`;
    const first = seen.get(key);
    if (first) yield { first, again, name };
    else seen.set(key, again);
  }
}
