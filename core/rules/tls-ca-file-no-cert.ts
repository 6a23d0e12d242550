import type { PemBlock, PemBroken } from "../certificates/pem.ts";
import { isCertificateLabel } from "../certificates/split-pem.ts";
import { fileIsOpened } from "../config/opened-files.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { versionAtLeast } from "../settings.ts";
import { keyFile, sketches } from "./shared/example-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import { defectOf, describeContent, namedBlock } from "./shared/pem-content.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCaFileNoCert: Rule = {
  id: "tls-ca-file-no-cert",
  severity: "error",
  directives: fileDirectives((it) => it === "authorities"),
  docs: {
    summary: "A file of trusted CAs holds no certificate",
    why: `
nginx stops where it opens the file: \`SSL_CTX_load_verify_locations("…") failed (… no certificate or crl found)\`, and since
1.27.2 \`cannot load certificate "…": PEM_read_bio_X509_AUX() failed\`. It reads PEM only: \`openssl x509 -inform DER\`
and \`openssl pkcs7 -print_certs\` convert other forms. Where nginx does not open the file the finding is a warning, and so
it is for a certificate that can't be decoded.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_trusted_certificate",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate ca.key;
#                                         ~~~~~~ error: "ca.key" holds a private key, not a certificate
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate ca.crt;
        }
    }
}
`,
      files: {
        "ca.key": keyFile("ca"),
        "ca.crt": sketches({ name: "Example CA", issuer: "Example CA", isCa: true }),
      },
    },
  ],

  checkDirective(located, ctx) {
    const pem = ctx.pem(located);
    if (!pem) return;
    const place = { file: located.file, span: pathSpan(located), docs: docsAt(located) };
    const name = `"${pathOf(located)}"`;
    const broken = pem.blocks.find(isBroken);
    if (broken) {
      const { message, severity } = defectOf(
        broken,
        namedBlock(broken, isCertificateLabel, "a certificate"),
        pathOf(located),
      );
      const isOpened = fileIsOpened(ctx.config, located);
      ctx.report({ ...place, message, severity: isOpened ? severity : "warning" });
      return;
    }
    const certificates = pem.blocks.filter((it) => it.kind === "certificate");
    if (certificates.length > 0) {
      const { nginxVersion } = ctx.config.settings;
      const readsTrusted =
        located.directive.name.text !== "ssl_client_certificate" ||
        versionAtLeast(nginxVersion, "1.27.2");
      if (readsTrusted || certificates.some((it) => !it.hasTrustSettings)) return;
      ctx.report({
        ...place,
        message: `${name} holds only a TRUSTED CERTIFICATE, which nginx ${nginxVersion} can't read here`,
        severity: fileIsOpened(ctx.config, located) ? "error" : "warning",
      });
      return;
    }
    // Before 1.27.2 OpenSSL is content with a revocation list.
    const isRefused = !pem.blocks.some((it) => it.kind === "crl");
    ctx.report({
      ...place,
      message: `${name} ${describeContent(pem)}${pem.blocks.length > 0 ? ", not a certificate" : ""}`,
      severity: isRefused && fileIsOpened(ctx.config, located) ? "error" : "warning",
    });
  },
};

function isBroken(block: PemBlock): block is PemBroken {
  return block.kind === "broken" && (block.flaw !== undefined || isCertificateLabel(block.label));
}
