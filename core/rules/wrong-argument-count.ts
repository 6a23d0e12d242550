import type { Located } from "../config/scope.ts";
import { CIPHER_DIRECTIVES } from "../knowledge/cipher-words.ts";
import { type DirectiveRow, docUrl } from "../knowledge/directives.ts";
import { replaceArguments } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { faultsOf, nginxOf, severityByVersion } from "./shared/structure.ts";

export const wrongArgumentCount: Rule = {
  id: "wrong-argument-count",
  severity: "error",
  docs: {
    summary: "A directive has too few or too many arguments",
    why: `
nginx counts arguments before it reads any: \`invalid number of arguments in "root" directive\`. Common causes are a
value with a space and no quotes (\`client_body_timeout 1m 10s\`), a variable in \`\${ }\` with a space, a \`;\` missing
on the line before, and a value left out. A list of ciphers is one argument, in which colons, commas or, within quotes,
spaces stand between the words; the fix puts colons.`,
    fixSafety: "The words of the list are those that OpenSSL would have read.",
    references: [
      "https://nginx.org/en/docs/beginners_guide.html#conf_structure",
      "https://nginx.org/en/docs/dirindex.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    client_body_timeout 1m 10s;
#   ~~~~~~~~~~~~~~~~~~~ error: invalid number of arguments in "client_body_timeout" directive
}
`,
      good: `
http {
    client_body_timeout "1m 10s";
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const { located, rows, since } of faultsOf(ctx, "arguments")) {
      const { name, args } = located.directive;
      const { span, related } = onNginxLine(located, name);
      const before = since === undefined ? "" : ` before ${nginxOf(name.text, since)}`;
      const expected = `"${name.text}" takes ${countsInWords(rows)}; here are ${args.length}`;
      ctx.report({
        file: located.file,
        span,
        message: `invalid number of arguments in "${name.text}" directive${before}`,
        docs: docUrl(name.text, located.scope.place),
        related: [...related, { file: located.file, span: name.span, message: expected }],
        fixes: joinCipherWords(located),
        ...(since !== undefined && { severity: severityByVersion(config.settings) }),
      });
    }
  },
};

/** Words of a cipher string with spaces between them: OpenSSL takes the spaces, but nginx wants one argument. */
function joinCipherWords(located: Located): readonly RuleFix[] {
  const { name, args } = located.directive;
  const words = args.map((it) => it.text.replace(/^[:,]+|[:,]+$/g, "")).filter((it) => it !== "");
  const isList = args.length > 1 && words.length > 0 && CIPHER_DIRECTIVES.includes(name.text);
  if (!isList || !words.every((it) => /^[!+-]?[A-Z0-9@][\w.:,!+@=-]*$/i.test(it))) return [];
  const text = words.join(":");
  return [
    {
      title: "Join the list with colons",
      safety: "unsafe",
      edits: [replaceArguments(located, text)],
    },
  ];
}

/** `1 argument`, `2 or 3 arguments`, `at least 2 arguments`. */
function countsInWords(rows: readonly DirectiveRow[]): string {
  const unlimited = rows.filter((it) => it.max === null).map((it) => it.min);
  if (unlimited.length > 0) return `at least ${inWords([Math.min(...unlimited)])}`;
  const counts = rows.flatMap(
    ({ counts, min, max }) =>
      counts ?? Array.from({ length: (max ?? min) - min + 1 }, (_, at) => min + at),
  );
  return inWords([...new Set(counts)].sort((a, b) => a - b));
}

function inWords(counts: readonly number[]): string {
  if (counts.length === 1 && counts[0] === 0) return "no arguments";
  return `${counts.join(" or ")} ${counts.at(-1) === 1 ? "argument" : "arguments"}`;
}
