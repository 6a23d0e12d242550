import { isSelfIssued } from "../certificates/chain.ts";
import type { X509 } from "../certificates/x509.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { levelAt, trustedBy, verifiedFor, verifiersOf } from "./shared/verifiers.ts";

export const tlsTrustedWeak: Rule = {
  id: "tls-trusted-weak",
  severity: "warning",
  docs: {
    summary: "A trusted CA has a key or a signature that OpenSSL takes for too weak",
    why: `
\`nginx -t\` measures the server's own certificates only; those in files of trusted CAs are read as they are. When a chain is
verified OpenSSL applies its security level to them, too: at level 2 a CA needs an RSA key of 2048 bits (verify error
67, "CA certificate key too weak"), and at level 1 already an intermediate must not be signed with SHA-1 or MD5 (error
68, "CA signature digest algorithm too weak"). The signature of a root is not looked at. Nothing is said where the cipher
string lowers the level.`,
    references: [
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/",
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
            proxy_ssl_trusted_certificate old.crt;
#                                         ~~~~~~~ warning: the CA "Old Root" has an RSA key of 1024 bits: what it signed is refused
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
            proxy_ssl_trusted_certificate new.crt;
        }
    }
}
`,
      files: {
        "old.crt": sketches({
          name: "Old Root",
          issuer: "Old Root",
          isCa: true,
          key: { type: "RSA", bits: 1024, curve: undefined },
        }),
        "new.crt": sketches({ name: "New Root", issuer: "New Root", isCa: true }),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const verifier of verifiersOf(config)) {
      const trusted = trustedBy(verifier, ctx) ?? [];
      const scope = verifier.user?.block ?? verifier.user?.scope;
      const name = verifier.depthName.replace("verify_depth", "ciphers");
      if (!scope || trusted.length > MANY || (levelAt(scope, name) ?? 2) < 2) continue;
      for (const { certificate, located } of trusted) {
        const weakness = weaknessOf(certificate);
        if (weakness === undefined) continue;
        ctx.report({
          file: located.file,
          span: pathSpan(located),
          message: `the CA "${nameOf(certificate)}" ${weakness}: what it signed is refused`,
          docs: docsAt(located),
          related: verifiedFor(verifier, located),
        });
      }
    }
  },
};

/** Larger files are taken for bundles of an operating system, of which nobody needs each CA. */
const MANY = 20;

function weaknessOf(certificate: X509): string | undefined {
  const { key, signature } = certificate;
  if (/^RSA/.test(key.type) && key.bits !== undefined && key.bits < 2048) {
    return `has an RSA key of ${key.bits} bits`;
  }
  if (isSelfIssued(certificate) || !/^(sha1|md[245])$/.test(signature.hash ?? "")) return undefined;
  return `is signed with ${signature.hash?.toUpperCase().replace("SHA1", "SHA-1")}`;
}
