import { readingRows, rowsFor } from "../config/rows.ts";
import type { Located } from "../config/scope.ts";
import { topic } from "../config/topics.ts";
import { type DirectiveRow, docUrl } from "../knowledge/directives.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Word } from "../syntax/tree.ts";
import { removeDirective, removeWord } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

/** Directives that take a set of words (`ngx_conf_set_bitmask_slot`). */
const SETS = topic((statement, kind) => rowsFor(statement, kind)[0]?.slot === "bitmask");

export const duplicateValue: Rule = {
  id: "duplicate-value",
  severity: "warning",
  directives: SETS,
  docs: {
    summary: "A value stands twice in a set",
    why: `
Directives such as \`ssl_protocols\` and \`proxy_next_upstream\` take a set of words, and a second directive of the same block
adds to the first. nginx warns of a word that is in the set already: \`duplicate value "TLSv1.2"\`. It has no effect; often
another word was meant.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.2 TLSv1.2 TLSv1.3;
#                         ~~~~~~~ warning: duplicate value "TLSv1.2"
}
`,
      good: `
http {
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file, scope } = located;
    const [row] = readingRows(located);
    if (row?.slot !== "bitmask" || directive.args.some((it) => hasPlaceholder(it.raw))) return;
    const before = wordsBefore(located);
    const seen = new Map<string, Located>(before);
    for (const [at, word] of directive.args.entries()) {
      const key = word.text.toLowerCase();
      const first = seen.get(key);
      seen.set(key, first ?? located);
      if (!first || !isKnown(word, row)) continue;
      const isAll = directive.args.every((it) => before.has(it.text.toLowerCase()));
      ctx.report({
        file,
        span: word.span,
        message: `duplicate value "${word.text}"`,
        docs: docUrl(directive.name.text, scope.place),
        tags: ["unnecessary"],
        related: first === located ? [] : [placeOf(first, "the set begins here")],
        fixes: [
          {
            title: isAll ? `Delete "${directive.name.text}"` : `Delete "${word.text}"`,
            safety: "safe",
            edits: [isAll ? removeDirective(located) : removeAt(located, at)],
          },
        ],
      });
    }
  },
};

/** The words that earlier directives of the block have put into the set, in lower case. */
function wordsBefore(located: Located): ReadonlyMap<string, Located> {
  const words = new Map<string, Located>();
  for (const other of located.scope.named(located.directive.name.text)) {
    if (other === located) break;
    for (const { text } of other.directive.args) {
      if (!words.has(text.toLowerCase())) words.set(text.toLowerCase(), other);
    }
  }
  return words;
}

function isKnown({ text }: Word, { values = [] }: DirectiveRow): boolean {
  return values.some((it) => it.toLowerCase() === text.toLowerCase());
}

function removeAt({ file, directive }: Located, at: number) {
  const word = directive.args[at] ?? directive.name;
  return removeWord(file, directive, word);
}
