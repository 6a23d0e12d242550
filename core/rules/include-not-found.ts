import { isSurelyMissing, unansweredIncludes } from "../config/includes.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule } from "./shared/rule.ts";

export const includeNotFound: Rule = {
  id: "include-not-found",
  severity: "warning",
  docs: {
    summary: "An included file is not there",
    why: `
nginx stops at an \`include\` whose file it can't open, unless the name is a pattern: \`open() "/etc/nginx/tls.conf"
failed (2: No such file or directory)\`. A relative name counts from the folder of the main file, never from that of the
including file, and variables mean nothing in it.

The finding is a warning where the checkout has other included files beside the missing one. Elsewhere it is
information: absolute paths of the machine that runs nginx, files that nginx's packages bring such as \`mime.types\`,
and files that are made on deployment are often not there where a configuration is written. The setting
\`nginxTls.pathMap\` tells where absolute paths lie here.`,
    references: [
      "https://nginx.org/en/docs/ngx_core_module.html#include",
      "https://nginx.org/en/docs/switches.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    include conf.d/tls.conf;
    include conf.d/gzip.cnof;
#           ~~~~~~~~~~~~~~~~ warning: open() "/etc/nginx/conf.d/gzip.cnof" failed (2: No such file or directory)
    include mime.types;
#           ~~~~~~~~~~ information: open() "/etc/nginx/mime.types" failed (2: No such file or directory)
}
#- conf.d/tls.conf
ssl_protocols TLSv1.2 TLSv1.3;
`,
      good: `
http {
    include conf.d/tls.conf;
}
#- conf.d/tls.conf
ssl_protocols TLSv1.2 TLSv1.3;
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const include of unansweredIncludes(config)) {
      if (include.target.isPattern) continue;
      const { located, word, name } = include;
      ctx.report({
        file: located.file,
        ...onNginxLine(located, word),
        message: `open() "${name}" failed (2: No such file or directory)`,
        ...(!isSurelyMissing(include, config) && { severity: "information" }),
      });
    }
  },
};
