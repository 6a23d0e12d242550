import { serversWith } from "../config/listeners.ts";
import { isSetUp } from "./shared/client-verify.ts";
import { removeDirective } from "./shared/edits.ts";
import { docsAt, fileAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const ocspOptionalNoCa: Rule = {
  id: "ocsp-optional-no-ca",
  severity: "error",
  directives: ["ssl_ocsp"],
  docs: {
    summary: "Client certificates are to be checked by OCSP, though any CA will do",
    why: `
nginx refuses the two together, without a line: \`"ssl_ocsp" is incompatible with "ssl_verify_client optional_no_ca"\`. To ask
a CA whether it has revoked a certificate, nginx must know the CA's own certificate, and \`optional_no_ca\` accepts
certificates of CAs that nobody named.`,
    fixSafety: "Revoked client certificates are accepted, as those of any CA are already.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ocsp"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_verify_client optional_no_ca;
        ssl_ocsp on;
#       ~~~~~~~~ error: "ssl_ocsp" is incompatible with "ssl_verify_client optional_no_ca"
        resolver 127.0.0.53;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_verify_client optional_no_ca;
        resolver 127.0.0.53;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config).filter(
      (it) =>
        it.verifyClient === "optional_no_ca" && /^(on|leaf)$/i.test(it.value("ssl_ocsp") ?? ""),
    );
    const [server] = servers;
    const [verify] = server?.settings("ssl_verify_client") ?? [];
    if (!server || !verify) return;
    const isFatal = servers.some((it) => isSetUp(it, ctx.config.settings));
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: '"ssl_ocsp" is incompatible with "ssl_verify_client optional_no_ca"',
      severity: isFatal ? "error" : "warning",
      docs: docsAt(located),
      related: [fileAt(verify, "any CA will do here")],
      fixes: [{ title: 'Delete "ssl_ocsp"', safety: "unsafe", edits: [removeDirective(located)] }],
    });
  },
};
