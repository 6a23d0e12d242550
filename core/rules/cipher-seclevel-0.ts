import { CIPHER_DIRECTIVES } from "../knowledge/cipher-words.ts";
import { evaluateCiphers } from "../knowledge/ciphers.ts";
import {
  docsOfList,
  readCiphers,
  replaceList,
  rewritten,
  tokenSpan,
} from "./shared/cipher-list.ts";
import type { Rule } from "./shared/rule.ts";

export const cipherSeclevel0: Rule = {
  id: "cipher-seclevel-0",
  severity: "warning",
  directives: CIPHER_DIRECTIVES,
  docs: {
    summary: "A cipher string lowers OpenSSL's security level",
    why: `
\`@SECLEVEL=0\` switches off every check of OpenSSL: TLS 1.0 and 1.1, signatures with SHA-1 and MD5, and 512-bit
keys are accepted again. Level 1 (information) allows 1024-bit keys. Debian, Ubuntu and OpenSSL since 3.2 use
level 2.`,
    fixSafety: "Peers with old protocols, weak keys or weak signatures can no longer connect.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ciphers",
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers DEFAULT:@SECLEVEL=0;
#                           ~~~~~~~~~~~ warning: security level 0 allows TLS 1.0, SHA-1 signatures and 512-bit keys
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers DEFAULT;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const list = readCiphers(located, ctx);
    const level = list?.selection.seclevel;
    if (!list || (level !== 0 && level !== 1)) return;
    const levels = list.selection.tokens.filter(
      (it) => it.op === "@" && it.text.startsWith("SECLEVEL="),
    );
    const token = levels.at(-1);
    if (!token) return;
    const rest = rewritten(list, levels);
    const text = evaluateCiphers(rest).selected.length > 0 ? rest : list.choice.text;
    ctx.report({
      file: located.file,
      span: tokenSpan(list, token),
      message:
        level === 0
          ? "security level 0 allows TLS 1.0, SHA-1 signatures and 512-bit keys"
          : "security level 1 allows 1024-bit keys",
      severity: level === 0 ? "warning" : "information",
      docs: docsOfList(list),
      fixes: [
        {
          title: "Keep OpenSSL's default security level",
          safety: "unsafe",
          edits: [replaceList(list, text)],
        },
      ],
    });
  },
};
