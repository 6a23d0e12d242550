import { cipherStringMatters } from "../config/cipher-uses.ts";
import { hasForwardSecrecy, isCbc } from "../knowledge/cipher-suites.ts";
import { CIPHER_DIRECTIVES } from "../knowledge/cipher-words.ts";
import { INTERMEDIATE_CIPHER_STRING } from "../knowledge/mozilla.ts";
import { docsOfList, readCiphers, usableSuites, useRecommended } from "./shared/cipher-list.ts";
import type { Rule } from "./shared/rule.ts";

export const cipherNoForwardSecrecy: Rule = {
  id: "cipher-no-forward-secrecy",
  severity: "hint",
  directives: CIPHER_DIRECTIVES,
  docs: {
    summary: "A cipher string selects suites without forward secrecy, or with CBC",
    why: `
With RSA key exchange, whoever gets the server's key later can decrypt all recorded traffic; with ECDHE nobody
can. CBC suites have been attacked again and again (Lucky Thirteen, POODLE on TLS). Mozilla's intermediate list
has neither and serves every client since Firefox 31, Android 4.4 and Java 8.

nginx's own default for servers, \`HIGH:!aNULL:!MD5\`, still selects both. PSK, SRP and DSA suites are not counted:
nginx can't negotiate them.

The policies of Mozilla allow neither, \`cis\` allows CBC, and \`nginx-default\` allows both.`,
    fixSafety:
      "Peers that support only RSA key exchange or CBC suites can no longer connect with TLS 1.2.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ciphers",
      "https://wiki.mozilla.org/Security/Server_Side_TLS",
      "https://www.rfc-editor.org/rfc/rfc9325#section-4.1",
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
        ssl_ciphers HIGH:!aNULL:!MD5;
#       ~~~~~~~~~~~ hint: of 59 usable suites, 16 have no forward secrecy and 28 use CBC (policy mozilla-intermediate 6.0)
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers ${INTERMEDIATE_CIPHER_STRING};
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const list = readCiphers(located, ctx);
    if (!list || !cipherStringMatters(ctx.config, located)) return;
    const { suites, label } = ctx.policyAt(located.file);
    const usable = usableSuites(list);
    const open = suites.forwardSecrecy ? usable.filter((it) => !hasForwardSecrecy(it)).length : 0;
    const cbc = suites.aead ? usable.filter(isCbc).length : 0;
    if (open === 0 && cbc === 0) return;
    const parts = [
      ...(open > 0 ? [`${open} ${open === 1 ? "has" : "have"} no forward secrecy`] : []),
      ...(cbc > 0 ? [`${cbc} ${cbc === 1 ? "uses" : "use"} CBC`] : []),
    ];
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `of ${usable.length} usable suites, ${parts.join(" and ")} (policy ${label})`,
      docs: docsOfList(list),
      fixes: [useRecommended(list)],
    });
  },
};
