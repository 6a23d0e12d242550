import { isSuppressible, readSuppressions, type SuppressedRule } from "../config/suppressions.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { isNamed } from "../setting-values.ts";
import { replaceSpan } from "./shared/edits.ts";
import { RULE_IDS } from "./shared/ids.ts";
import type { Report, Rule, RuleContext } from "./shared/rule.ts";

export const suppressionInvalid: Rule = {
  id: "suppression-invalid",
  severity: "warning",
  docs: {
    summary: "A comment is to silence findings, but can't",
    why: `
These comments silence findings of the rules they name, with a reason behind \`--\`:

\`\`\`nginx
# nginx-tls-disable-file hsts-missing -- the load balancer sets it
http {
    # nginx-tls-disable-next-line weak-protocol, tls13-missing -- kiosks until March
    ssl_protocols TLSv1.1 TLSv1.2;
    ssl_ciphers HIGH; # nginx-tls-disable-line weak-cipher -- the same
    server {
        # nginx-tls-disable session-* -- up to the end of this block
        # nginx-tls-enable session-none
    }
}
\`\`\`

A reason without \`--\` is taken for names of rules. A name that is no rule silences nothing, and neither does a comment that names none, or a \`disable-file\` below the first
directive. Syntax errors can't be silenced, for nginx does not get beyond them.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      bad: `
http {
    # nginx-tls-disable-next-line weak-protcol -- kiosks until March
#                                 ~~~~~~~~~~~~ warning: there is no rule "weak-protcol"; did you mean "weak-protocol"?
    ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
}
`,
      good: `
http {
    # nginx-tls-disable-next-line weak-protocol -- kiosks until March
    ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkFile(file, ctx) {
    const { suppressions, enabled, problems } = readSuppressions(file);
    for (const { span, message } of problems) ctx.report({ file, span, message });
    const lists = [...suppressions.map(({ rules }) => rules), ...enabled.map((it) => [it])];
    for (const names of lists) {
      const start = startOfReason(names, file);
      for (const it of names.slice(0, start)) {
        const fault = faultOf(it);
        if (fault) ctx.report({ file, span: it.span, ...fault(file) });
      }
      const [first, last] = [names[start], names.at(-1)];
      if (first && last) reportReason(first, last, file, ctx);
    }
  },
};

type Name = Pick<SuppressedRule, "name" | "span">;

/**
 * Where words begin that are no rules and are not parted by a comma from the rule before them, up to the end of the
 * list: a reason without its mark. The length of the list if there are none.
 */
function startOfReason(names: readonly Name[], { text }: Report["file"]): number {
  const start = names.findLastIndex(({ name }) => isRule(name)) + 1;
  const [before, first] = [names[start - 1], names[start]];
  if (!before || !first || suggestWord(first.name, RULE_IDS) !== undefined) return names.length;
  return text.slice(before.span.end, first.span.start).includes(",") ? names.length : start;
}

function reportReason(first: Name, last: Name, file: Report["file"], ctx: RuleContext): void {
  const rest = first.name.replace(/^[-\u2013\u2014:]+/, "");
  ctx.report({
    file,
    span: { start: first.span.start, end: last.span.end },
    message: `there is no rule "${first.name}"; a reason belongs after "--"`,
    fixes: [
      {
        title: 'Put "--" before the reason',
        safety: "safe",
        edits: [replaceSpan(file, first.span, rest === "" ? "--" : `-- ${rest}`)],
      },
    ],
  });
}

function isRule(name: string): boolean {
  return RULE_IDS.some((it) => isNamed(it, name));
}

type Fault = (file: Report["file"]) => Pick<Report, "message" | "fixes">;

function faultOf({ name, span }: Name): Fault | undefined {
  if (!isSuppressible(name)) {
    return () => ({ message: `"${name}" is an error of syntax, which no comment silences` });
  }
  if (isRule(name)) return undefined;
  const meant = suggestWord(name, RULE_IDS);
  if (meant === undefined) return () => ({ message: `there is no rule "${name}"` });
  return (file) => ({
    message: `there is no rule "${name}"; did you mean "${meant}"?`,
    fixes: [
      {
        title: `Replace with "${meant}"`,
        safety: "safe",
        edits: [replaceSpan(file, span, meant)],
      },
    ],
  });
}
