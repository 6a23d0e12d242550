import type { KeyType } from "../certificates/algorithms.ts";
import { leafOf } from "../certificates/pairing.ts";
import { enabledProtocols } from "../config/enabled-protocols.ts";
import type { VirtualServer } from "../config/listeners.ts";
import { isUsable } from "../knowledge/cipher-suites.ts";
import { INTERMEDIATE_CIPHER_STRING } from "../knowledge/mozilla.ts";
import { defaultProtocols } from "../knowledge/protocols.ts";
import { listSpan, readCiphers, useRecommended } from "./shared/cipher-list.ts";
import { certificateFile } from "./shared/example-files.ts";
import { fileAt } from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const cipherCertMismatch: Rule = {
  id: "cipher-cert-mismatch",
  severity: "error",
  needs: ["ssl_ciphers"],
  docs: {
    summary: "No selected cipher suite works with the server's certificate",
    why: `
Up to TLS 1.2 a cipher suite says how the server proves who it is: a suite with \`ECDSA\` needs a certificate with an EC key,
one with \`RSA\` a certificate with an RSA key. If no suite of the list fits a certificate that is loaded, every handshake
fails with \`no shared cipher\`, and \`nginx -t\` is content. TLS 1.3 suites go with any certificate, so that the rule is
silent where TLS 1.3 is enabled.`,
    fixSafety: "Clients may use any suite of the recommended list from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ciphers",
      "https://docs.openssl.org/3.0/man1/openssl-ciphers/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
        ssl_protocols       TLSv1.2;
        ssl_ciphers         ECDHE-ECDSA-AES128-GCM-SHA256;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: no selected suite works with the RSA certificate: every handshake fails
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
        ssl_protocols       TLSv1.2;
        ssl_ciphers         ${INTERMEDIATE_CIPHER_STRING};
    }
}
`,
      files: { "www.crt": certificateFile("www") },
    },
  ],

  checkServer(server, ctx) {
    const [located] = server.settings("ssl_ciphers");
    if (!located || server.tls !== "yes" || server.rejectsHandshake || hasTls13(server, ctx))
      return;
    const list = readCiphers(located, ctx);
    const types = keyTypes(server, ctx);
    const wanted = types?.flatMap((it) => AUTHENTICATIONS.get(it) ?? []);
    if (!list || !types || !wanted || wanted.length < types.length) return;
    const usable = list.selection.selected.filter(isUsable);
    if (usable.length === 0 || usable.some((it) => it.au === "any" || wanted.includes(it.au))) {
      return;
    }
    const certificates = server.settings("ssl_certificate");
    ctx.report({
      file: located.file,
      span: listSpan(list),
      message: `no selected suite works with the ${[...new Set(types)].join(" or ")} certificate: every handshake fails`,
      related: certificates.map((it) => fileAt(it, "the certificate")),
      fixes: [useRecommended(list)],
    });
  },
};

/** Up to TLS 1.2, EdDSA keys sign in suites with ECDSA (RFC 8422 section 2.2). */
const AUTHENTICATIONS: ReadonlyMap<KeyType, string> = new Map([
  ["RSA", "RSA"],
  ["RSA-PSS", "RSA"],
  ["EC", "ECDSA"],
  ["Ed25519", "ECDSA"],
  ["Ed448", "ECDSA"],
]);

/** Undefined unless all are known. */
function keyTypes(server: VirtualServer, ctx: RuleContext): readonly KeyType[] | undefined {
  const certificates = server.settings("ssl_certificate");
  const types = certificates.flatMap((it) => {
    const file = ctx.pem(it);
    return (file && leafOf(file)?.keyType) ?? [];
  });
  return types.length > 0 && types.length === certificates.length ? types : undefined;
}

/** The list of the default server may count in place of the server's own (before nginx 1.29.2). */
function hasTls13(server: VirtualServer, ctx: RuleContext): boolean {
  const defaults = server.tlsListens.flatMap((it) => it.socket.defaultServer ?? []);
  return [server, ...defaults].some((it) => {
    const directives = it.settings("ssl_protocols");
    if (directives.length > 0) return enabledProtocols(directives).has("TLSv1.3");
    return defaultProtocols(ctx.config.settings.nginxVersion).includes("TLSv1.3");
  });
}
