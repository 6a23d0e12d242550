import { serversWith } from "../config/listeners.ts";
import { isSetUp } from "./shared/client-verify.ts";
import { replaceSpan } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const ocspResponderHttps: Rule = {
  id: "ocsp-responder-https",
  severity: "error",
  directives: ["ssl_ocsp_responder"],
  docs: {
    summary: "The OCSP responder for client certificates has an address that nginx can't ask",
    why: `
nginx speaks plain HTTP to responders, whose answers are signed, and refuses any other address: \`invalid URL prefix in OCSP
responder "https://…" in "ssl_ocsp_responder"\`. For \`ssl_stapling_responder\` it only warns; see
\`stapling-responder-https\`. Where \`ssl_ocsp\` is off or nothing makes nginx set up the server's TLS, the finding is a
warning.`,
    fixSafety: "nginx asks the responder over plain HTTP, if it answers there.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ocsp_responder"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client on;
        ssl_ocsp on;
        ssl_ocsp_responder https://192.0.2.1/;
#                          ~~~~~~~~~~~~~~~~~~ error: invalid URL prefix in OCSP responder "https://192.0.2.1/" in "ssl_ocsp_responder"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client on;
        ssl_ocsp on;
        ssl_ocsp_responder http://192.0.2.1/;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const [url] = located.directive.args;
    if (!url || /^http:\/\//i.test(url.text) || /[${}<>%]/.test(url.text)) return;
    const isFatal = serversWith(located, ctx.config).some(
      (it) => /^(on|leaf)$/i.test(it.value("ssl_ocsp") ?? "") && isSetUp(it, ctx.config.settings),
    );
    const scheme = /^https(?=:\/\/)/i.exec(url.text)?.[0];
    const start = url.span.start + url.quote.length;
    const edits =
      scheme !== undefined
        ? [replaceSpan(located.file, { start, end: start + scheme.length }, "http")]
        : [];
    ctx.report({
      file: located.file,
      span: url.span,
      message: `invalid URL prefix in OCSP responder "${url.text}" in "ssl_ocsp_responder"`,
      severity: isFatal ? "error" : "warning",
      docs: docsAt(located),
      fixes: edits.length > 0 ? [{ title: 'Use "http"', safety: "unsafe", edits }] : [],
    });
  },
};
