import { sketches } from "./example-files.ts";
import { docsAt } from "./identity.ts";
import {
  atCertificate,
  checkedByPeers,
  isSelfSigned,
  nameOf,
  presentedBy,
  securityLevel,
} from "./presented.ts";
import type { Rule } from "./rule.ts";

export const tlsSigWeak: Rule = {
  id: "tls-sig-weak",
  severity: "error",
  docs: {
    summary: "A certificate is signed with SHA-1 or MD5",
    why: `
Signatures over MD5 and SHA-1 can be forged (RFC 6151, SHAttered), and no public CA has used them since 2016. OpenSSL 3
refuses to load such a certificate from security level 1 on, its default: nginx stops with \`ca md too weak\`. Browsers
refuse it too. How a root is signed does not matter, for its signature proves nothing. Where the cipher string lowers the
level to 0, it is a warning.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/",
      "https://shattered.io/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     sha1.crt;
#                           ~~~~~~~~ error: the certificate of "www.example.com" is signed with SHA-1, which can be forged
        ssl_certificate_key www.key;
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
        "sha1.crt": sketches({ name: "www.example.com", hash: "sha1" }),
        "www.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const presented of presentedBy(identity, ctx)) {
      for (const it of checkedByPeers(presented)) {
        const { hash } = it.signature;
        if (hash === undefined || !WEAK.has(hash)) continue;
        if (it === presented.leaf && isSelfSigned(presented)) continue;
        ctx.report({
          ...atCertificate(identity, presented.located),
          message: `the certificate of "${nameOf(it)}" is signed with ${hash.toUpperCase().replace("SHA", "SHA-")}, which can be forged`,
          severity: securityLevel(identity) === 0 ? "warning" : "error",
          docs: docsAt(presented.located),
        });
      }
    }
  },
};

const WEAK: ReadonlySet<string> = new Set(["md2", "md5", "sha1"]);
