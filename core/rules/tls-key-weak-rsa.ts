import type { X509 } from "../certificates/x509.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import { atCertificate, nameOf, presentedBy, securityLevel } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsKeyWeakRsa: Rule = {
  id: "tls-key-weak-rsa",
  severity: "error",
  docs: {
    summary: "The key of a certificate is too small",
    why: `
RSA keys under 2048 bits and curves under 224 bits have less than 112 bits of security. OpenSSL refuses them at security
level 2, the default of Debian, Ubuntu, RHEL and OpenSSL 3.2: nginx stops with \`ee key too small\`, or \`ca key too small\`
for an intermediate. Browsers refuse them in any case (NIST SP 800-57, CA/Browser Forum baseline requirements 6.1.5).
Where the cipher string lowers the level with \`@SECLEVEL\`, it is a warning.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/",
      "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     weak.crt;
#                           ~~~~~~~~ error: the key of "www.example.com" is RSA with 1024 bits; OpenSSL asks for 2048
        ssl_certificate_key weak.key;
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
      files: {
        "weak.crt": sketches({
          name: "www.example.com",
          key: { type: "RSA", bits: 1024, curve: undefined },
        }),
        "www.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    const level = securityLevel(identity);
    for (const { chain, located } of presentedBy(identity, ctx)) {
      for (const it of chain) {
        const wanted = wantedBits(it);
        if (wanted === undefined) continue;
        ctx.report({
          ...atCertificate(identity, located),
          message: `the key of "${nameOf(it)}" is ${it.key.type} with ${it.key.bits} bits; OpenSSL asks for ${wanted}`,
          severity: level !== undefined && level < 2 ? "warning" : "error",
          docs: docsAt(located),
        });
      }
    }
  },
};

/** Undefined for a key that is large enough, or of a kind that has one size. */
function wantedBits({ key: { type, bits } }: X509): number | undefined {
  if (bits === undefined) return undefined;
  if (type === "RSA" || type === "RSA-PSS") return bits < 2048 ? 2048 : undefined;
  return type === "EC" && bits < 224 ? 224 : undefined;
}
