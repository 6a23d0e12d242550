import { readComments } from "../config/comment-settings.ts";
import type { Rule } from "./shared/rule.ts";

export const invalidCommentSetting: Rule = {
  id: "invalid-comment-setting",
  severity: "hint",
  docs: {
    summary: "A comment for NGINX TLS says something that it does not know",
    why: `
A comment in the first ten lines of a file can tell what the file's directives do not:

\`\`\`nginx
# nginx-tls: context=http/server version=1.22.1 openssl=3.0 platform=nginx-plus policy=cis
\`\`\`

\`context\` is the place of a file that nobody includes, also written \`http,server\`; \`version\`, \`openssl\`,
\`platform\` and \`policy\` count for the whole configuration that the file belongs to, more than the settings do. What is not
understood has no effect.`,
    references: ["https://nginx.org/en/docs/beginners_guide.html#conf_structure"],
  },
  examples: [
    {
      bad: `
# nginx-tls: version=stable
#            ~~~~~~~~~~~~~~ hint: "stable" is not a version such as "1.28.0"
http {
}
`,
      good: `
# nginx-tls: version=1.28.0
http {
}
`,
    },
  ],

  checkFile(file, ctx) {
    for (const { span, message } of readComments(file).problems) {
      ctx.report({ file, span, message });
    }
  },
};
