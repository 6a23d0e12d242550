import type { SuppressedRule, Suppression } from "../config/suppressions.ts";
import type { Span } from "../text.ts";
import { removeComment, replaceSpan } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";

export const suppressionUnused: Rule = {
  id: "suppression-unused",
  severity: "hint",
  docs: {
    summary: "A comment silences a rule that finds nothing there",
    why: `
What it was written for is gone, or stands elsewhere, and the comment would silence the next mistake. A comment counts
as used if any of the configurations that the file belongs to needs it. Nothing is said where that can't be known: in a
file that no main file includes, in templates, for rules that are off, and for those that judge certificate files,
which may be on another machine.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      bad: `
http {
    # nginx-tls-disable-next-line weak-protocol -- kiosks until March
#                                 ~~~~~~~~~~~~~ hint: nothing to silence: "weak-protocol" finds nothing here
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
      good: `
http {
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkUnused({ file, suppression, rule }) {
    const isOnly = suppression.rules.length === 1;
    const edit = isOnly
      ? removeComment(file, suppression.span)
      : replaceSpan(file, nameWithComma(suppression, rule), "");
    return {
      file,
      span: rule.span,
      message: `nothing to silence: "${rule.name}" finds nothing here`,
      tags: ["unnecessary"],
      fixes: [
        {
          title: isOnly ? "Delete the comment" : `Delete "${rule.name}"`,
          safety: "safe",
          edits: [edit],
        },
      ],
    };
  },
};

/** The name with what parts it from the one behind it; from the one before it, if it is the last. */
function nameWithComma({ rules }: Suppression, rule: SuppressedRule): Span {
  const at = rules.indexOf(rule);
  const next = rules[at + 1];
  if (next) return { start: rule.span.start, end: next.span.start };
  return { start: rules[at - 1]?.span.end ?? rule.span.start, end: rule.span.end };
}
