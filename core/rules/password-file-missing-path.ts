import type { FileFacts } from "../certificates/file-facts.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

const MISSING: FileFacts = { status: "missing" };

export const passwordFileMissingPath: Rule = {
  id: "password-file-missing-path",
  severity: "error",
  directives: fileDirectives((it) => it === "passwords"),
  docs: {
    summary: "A password file does not exist on this machine",
    why: `
nginx reads password files while it reads the configuration, before it knows whether any key is encrypted, or whether the
location speaks TLS at all: \`open() "…" failed (2: No such file or directory)\`, and it does not start. Only with the setting
\`nginxTls.certificates.missingFiles\`: configurations are mostly written on machines that don't have their files.`,
    fixSafety: "Keys that are encrypted after all can't be read without the file.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_password_file",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_password_file",
    ],
  },
  examples: [
    {
      settings: { missingFiles: true },
      bad: `
http {
    server {
        location / {
            proxy_pass http://127.0.0.1:8080;
            proxy_ssl_password_file keys.pass;
#                                   ~~~~~~~~~ error: "keys.pass" does not exist on this machine; nginx would not start
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass http://127.0.0.1:8080;
        }
    }
}
`,
      files: { "keys.pass": MISSING },
    },
  ],

  checkDirective(located, ctx) {
    if (!ctx.config.settings.missingFiles || ctx.file(located)?.status !== "missing") return;
    const name = located.directive.name.text;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `"${pathOf(located)}" does not exist on this machine; nginx would not start`,
      docs: docsAt(located),
      fixes: [{ title: `Delete "${name}"`, safety: "unsafe", edits: [removeDirective(located)] }],
    });
  },
};
