import { type Settings, versionAtLeast } from "../settings.ts";
import type { Severity } from "../severity.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import {
  atCertificate,
  checkedByPeers,
  isSelfSigned,
  nameOf,
  presentedBy,
  securityLevel,
} from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { severityByOpenssl } from "./shared/structure.ts";

export const tlsSigWeak: Rule = {
  id: "tls-sig-weak",
  severity: "warning",
  docs: {
    summary: "A certificate is signed with SHA-1 or MD5",
    why: `
Signatures over MD5 and SHA-1 can be forged (RFC 6151, SHAttered), and no public CA has used them since 2016. Clients
refuse such a certificate: browsers, and OpenSSL from security level 1 on, its default. OpenSSL 3.0 to 3.3 refuses to
load it as well, and nginx stops with \`ca md too weak\`: an error where the setting names such a version, and the cipher
string does not lower the level to 0. How a root is signed does not matter, for its signature proves nothing.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/",
      "https://github.com/openssl/openssl/pull/31271",
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
#                           ~~~~~~~~ warning: the certificate of "www.example.com" is signed with SHA-1, which can be forged
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
          severity: securityLevel(identity) === 0 ? "warning" : severityOf(ctx.config.settings),
          docs: docsAt(presented.located),
        });
      }
    }
  },
};

/** Whether OpenSSL refuses to load it: later releases of the versions since 3.4 leave that to the peer. */
function severityOf(settings: Settings): Severity {
  const { opensslVersion } = settings;
  const isRefused = versionAtLeast(opensslVersion, "3.0") && !versionAtLeast(opensslVersion, "3.4");
  return isRefused ? severityByOpenssl(settings) : "warning";
}

const WEAK: ReadonlySet<string> = new Set(["md2", "md5", "sha1"]);
