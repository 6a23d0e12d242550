import type { FileFacts } from "../certificates/file-facts.ts";
import { TLS_FILE_DIRECTIVES } from "../knowledge/tls-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { namesKey } from "./shared/secrets.ts";

export const tlsFileUnreadable: Rule = {
  id: "tls-file-unreadable",
  severity: "information",
  directives: TLS_FILE_DIRECTIVES,
  docs: {
    summary: "A file of TLS is there, but could not be read, so that nothing is known of it",
    why: `
No other rule can say anything of the file. It is larger than 1 MB, which is many times what a bundle of all public CAs has; or
reading failed, as it does for symbolic links in a circle; or it is closed to the user that runs this check, which is a
hint, and nothing is said of keys, for which it is as it should be. nginx reads its files as root.`,
    references: ["https://nginx.org/en/docs/http/configuring_https_servers.html"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
#                           ~~~~~~~ information: "www.crt" was not looked at: it is larger than 1 MB
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     new.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: { "www.crt": { status: "too-large" } },
    },
  ],

  checkDirective(located, ctx) {
    const status = ctx.file(located)?.status;
    const reason = status && REASONS[status];
    if (reason === undefined) return;
    if (status === "denied" && namesKey(located.directive.name.text)) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `"${pathOf(located)}" was not looked at: ${reason}`,
      severity: status === "denied" ? "hint" : "information",
      docs: docsAt(located),
    });
  },
};

const REASONS: Readonly<Partial<Record<FileFacts["status"], string>>> = {
  "too-large": "it is larger than 1 MB",
  denied: "this user may not read it",
  failed: "reading it failed",
};
