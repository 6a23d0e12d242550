import type { PemCrl } from "../certificates/pem.ts";
import type { X509 } from "../certificates/x509.ts";
import { listFile, sketches } from "./shared/example-files.ts";
import { docsAt, fileAt, pathOf, pathSpan } from "./shared/identity.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { listsOf, maySign, trustedBy, verifiedFor, verifiersOf } from "./shared/verifiers.ts";

export const tlsCrlIncomplete: Rule = {
  id: "tls-crl-incomplete",
  severity: "warning",
  docs: {
    summary: "A file of revocation lists lacks the list of a CA that is trusted",
    why: `
nginx has OpenSSL check each certificate of a chain against a list (\`X509_V_FLAG_CRL_CHECK_ALL\`), so that the file needs a list of
the root, and of each intermediate CA. Without one, whatever that CA signed is refused with error 3, "unable to get
certificate CRL", and \`nginx -t\` says nothing. Join the lists of all CAs into one file. CAs that only the peers send are
not known here, and need a list as well.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_crl",
      "https://docs.openssl.org/3.0/man3/X509_VERIFY_PARAM_set_flags/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate bundle.crt;
        ssl_verify_client      on;
        ssl_crl                root.crl;
#                              ~~~~~~~~ warning: the file has no list of the CA "Example CA": what it signed is refused
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_client_certificate bundle.crt;
        ssl_verify_client      on;
        ssl_crl                both.crl;
    }
}
`,
      files: {
        "bundle.crt": sketches(
          { name: "Example Root", issuer: "Example Root", isCa: true },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
        "root.crl": listFile(["Example Root"]),
        "both.crl": listFile(["Example Root", "Example CA"]),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const verifier of verifiersOf(config)) {
      const { crl } = verifier;
      const lists = listsOf(verifier, ctx);
      if (!crl || !ctx.pem(crl)?.blocks.some((it) => it.kind === "crl")) continue;
      const lacking = (trustedBy(verifier, ctx) ?? []).filter(
        ({ certificate }) =>
          maySign(certificate) && !lists.some((list) => isListOf(list, certificate)),
      );
      const [first, ...others] = lacking;
      if (!first) continue;
      const more = others.length > 0 ? `, nor of ${others.length} more` : "";
      ctx.report({
        file: crl.file,
        span: pathSpan(crl),
        message: `the file has no list of the CA "${nameOf(first.certificate)}"${more}: what it signed is refused`,
        docs: docsAt(crl),
        related: [
          fileAt(first.located, `"${pathOf(first.located)}" trusts the CA`),
          ...verifiedFor(verifier, crl),
        ],
      });
    }
  },
};

function isListOf({ issuer, authorityKeyId }: PemCrl, { subject, subjectKeyId }: X509): boolean {
  if (issuer.key !== subject.key) return false;
  return authorityKeyId === undefined || !subjectKeyId || authorityKeyId === subjectKeyId;
}
