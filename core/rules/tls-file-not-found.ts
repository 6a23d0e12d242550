import type { FileFacts } from "../certificates/file-facts.ts";
import { fileIsOpened } from "../config/opened-files.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

const MISSING: FileFacts = { status: "missing" };

export const tlsFileNotFound: Rule = {
  id: "tls-file-not-found",
  severity: "information",
  directives: fileDirectives((it) => it !== "passwords"),
  docs: {
    summary: "A certificate, key or other file of TLS does not exist on this machine",
    why: `
Only with the setting \`nginxTls.certificates.missingFiles\`: configurations are mostly written on machines that don't have
their files. The finding says whether nginx would notice. It does not open a CA file or revocation list while nothing is
verified, nor any file of an upstream that is reached in plain text, nor the certificates of a server of which one has a
variable in its name: that a file is missing shows later then, when the first handshake fails. Of password files \`password-file-missing-path\` speaks.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html"],
  },
  examples: [
    {
      settings: { missingFiles: true },
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        www.crt;
        ssl_certificate_key    ww.key;
#                              ~~~~~~ information: "ww.key" does not exist on this machine; nginx would not start
        ssl_client_certificate ca.crt;
#                              ~~~~~~ information: "ca.crt" does not exist on this machine; nginx does not open it as things stand
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: { "ww.key": MISSING, "ca.crt": MISSING },
    },
  ],

  checkDirective(located, ctx) {
    if (!ctx.config.settings.missingFiles || ctx.file(located)?.status !== "missing") return;
    const effect = fileIsOpened(ctx.config, located)
      ? "nginx would not start"
      : "nginx does not open it as things stand";
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `"${pathOf(located)}" does not exist on this machine; ${effect}`,
      docs: docsAt(located),
    });
  },
};
