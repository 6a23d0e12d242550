import { settingsAt } from "../config/config.ts";
import { readSuppressions } from "../config/suppressions.ts";
import type { Rule } from "./shared/rule.ts";

export const suppressionWithoutReason: Rule = {
  id: "suppression-without-reason",
  severity: "warning",
  docs: {
    summary: "A comment silences findings and does not say why",
    why: `
Reported if \`nginxTls.suppression.requireReason\` is set. Who reads the configuration next must know whether what was silenced
is still so. The reason stands behind \`--\`.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      settings: { requireReason: true },
      bad: `
http {
    # nginx-tls-disable-next-line weak-protocol
#     ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: no reason is given: it belongs after "--"
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
    if (!settingsAt(ctx.config, file.path).requireReason) return;
    for (const { span, form, reason } of readSuppressions(file).suppressions) {
      if (reason !== "") continue;
      const start = file.text.indexOf("nginx-tls-", span.start);
      ctx.report({
        file,
        span: { start, end: start + `nginx-tls-${form}`.length },
        message: 'no reason is given: it belongs after "--"',
      });
    }
  },
};
