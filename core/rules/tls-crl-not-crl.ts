import { fileIsOpened } from "../config/opened-files.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { listFile, sketches } from "./shared/example-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import { describeContent } from "./shared/pem-content.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCrlNotCrl: Rule = {
  id: "tls-crl-not-crl",
  severity: "error",
  directives: fileDirectives((it) => it === "crl"),
  docs: {
    summary: "A file of revocation lists holds none",
    why: `
Since 1.27.2 nginx stops: \`cannot load CRL …: PEM_read_bio_X509_CRL() failed (… Expecting: X509 CRL)\`. Before, a file with
nothing but certificates passed \`nginx -t\`, and then each verification failed with error 3, "unable to get certificate CRL";
any other file was refused as well. Lists come as DER from most CAs: \`openssl crl -inform DER\` converts them. Where nginx
does not open the file the finding is a warning.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_crl",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_crl",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key    /etc/ssl/private/www.example.com.key;
        ssl_client_certificate ca.crt;
        ssl_verify_client      on;
        ssl_crl                ca.crt;
#                              ~~~~~~ error: "ca.crt" holds a certificate, not a revocation list
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key    /etc/ssl/private/www.example.com.key;
        ssl_client_certificate ca.crt;
        ssl_verify_client      on;
        ssl_crl                ca.crl;
    }
}
`,
      files: {
        "ca.crt": sketches({ name: "Example CA", issuer: "Example CA", isCa: true }),
        "ca.crl": listFile(["Example CA"]),
      },
    },
  ],

  checkDirective(located, ctx) {
    const pem = ctx.pem(located);
    if (!pem) return;
    const place = { file: located.file, span: pathSpan(located), docs: docsAt(located) };
    const name = `"${pathOf(located)}"`;
    if (pem.blocks.some((it) => it.kind === "broken" && it.label === "X509 CRL")) {
      const message = `a revocation list in ${name} can't be decoded`;
      ctx.report({ ...place, message, severity: "warning" });
      return;
    }
    if (pem.blocks.some((it) => it.kind === "crl")) return;
    ctx.report({
      ...place,
      message: `${name} ${describeContent(pem)}${pem.blocks.length > 0 ? ", not a revocation list" : ""}`,
      severity: fileIsOpened(ctx.config, located) ? "error" : "warning",
    });
  },
};
