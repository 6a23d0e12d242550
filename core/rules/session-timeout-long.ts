import { parseTime } from "../knowledge/values/scalars.ts";
import { replaceArguments } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

const DAY = 86_400;

export const sessionTimeoutLong: Rule = {
  id: "session-timeout-long",
  severity: "hint",
  directives: ["ssl_session_timeout"],
  docs: {
    summary: "TLS sessions can be resumed for more than a day",
    why: `
Who resumes a session is not asked for a certificate again and does not see a new one of the server's, so a long timeout
delays both. Mozilla's configuration has one day. TLS 1.3 allows no ticket more than seven days (RFC 8446, section
4.6.1): beyond that it is a warning, with every policy.`,
    fixSafety: "Clients that come back after more than a day make a full handshake.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_timeout",
      "https://www.rfc-editor.org/rfc/rfc8446#section-4.6.1",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_session_timeout 30d;
#                       ~~~ warning: TLS 1.3 allows sessions to be resumed for seven days at most
}
`,
      good: `
http {
    ssl_session_timeout 1d;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const seconds = parseTime(located.directive.args[0]?.text ?? "", "s");
    if (seconds === undefined || seconds <= DAY) return;
    const isTooLong = seconds > 7 * DAY;
    const { sessionSeconds, label } = ctx.policyAt(located.file);
    if (!isTooLong && (sessionSeconds === undefined || seconds <= sessionSeconds)) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: isTooLong
        ? "TLS 1.3 allows sessions to be resumed for seven days at most"
        : `sessions can be resumed for longer than policy ${label} allows: one day`,
      severity: isTooLong ? "warning" : "hint",
      docs: docsAt(located),
      fixes: [{ title: "Use one day", safety: "unsafe", edits: [replaceArguments(located, "1d")] }],
    });
  },
};
