import { cipherStringIsSetUp } from "../config/cipher-uses.ts";
import type { Config } from "../config/config.ts";
import type { Located } from "../config/scope.ts";
import { opensslName } from "../knowledge/cipher-suites.ts";
import {
  CIPHER_DIRECTIVES,
  CIPHER_WORDS,
  isHistoricWord,
  isTls13Name,
} from "../knowledge/cipher-words.ts";
import type { CipherToken } from "../knowledge/ciphers.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { versionAtLeast } from "../settings.ts";
import {
  type CipherList,
  docsOfList,
  listSpan,
  readCiphers,
  replaceList,
  rewritten,
  useRecommended,
} from "./shared/cipher-list.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { severityByOpenssl } from "./shared/structure.ts";

export const cipherNoMatch: Rule = {
  id: "cipher-no-match",
  severity: "error",
  directives: CIPHER_DIRECTIVES,
  docs: {
    summary: "A cipher string selects no suite at all",
    why: `
OpenSSL drops words it does not know, but refuses a string that selects nothing, and so does nginx:
\`SSL_CTX_set_cipher_list(…) failed (… no cipher match)\`. That is what becomes of TLS 1.3 names alone (those are set
with \`ssl_conf_command Ciphersuites\`), of \`!aNULL\` alone, of an empty string, and of a list of IANA names: OpenSSL
knows these since 3.2, so that they are an error only where the setting names an earlier version.

Only strings that nginx hands to OpenSSL are reported: those of a server with a certificate, or of a TLS pass.`,
    fixSafety: "Translated names are certain; the recommended list is another choice of suites.",
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
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
#                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: before OpenSSL 3.2 no suite is selected: nginx does not start ("no cipher match")
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const list = readCiphers(located, ctx);
    if (!list || !isRefused(list, ctx.config)) return;
    const tls13 = added(list).length > 0 && added(list).every((it) => isTls13Name(it.text));
    const { invalid } = list.selection;
    const since = tls13 ? undefined : knownSince(list);
    const severity = since ? severityByOpenssl(ctx.config.settings) : "error";
    const before = severity === "warning" ? `before OpenSSL ${since} ` : "";
    ctx.report({
      file: located.file,
      span: listSpan(list),
      message: tls13
        ? `TLS 1.3 suites are not set here, and no other is selected ("no cipher match")`
        : `${before}no suite is selected: nginx does not start ("${invalid ? "invalid command" : "no cipher match"}")`,
      severity,
      docs: docsOfList(list),
      fixes: [...translate(list), useRecommended(list)],
    });
  },
};

/** True if nginx surely refuses the string. */
export function isRefused(list: CipherList, config: Config): boolean {
  const { selection, word, located } = list;
  if (selection.selected.length > 0 || /[[\]|]/.test(word.text)) return false;
  if (added(list).some((it) => isKnownElsewhere(it, config))) return false;
  return standsAlone(located) && cipherStringIsSetUp(config, located);
}

/** A version of OpenSSL other than 3.0 may select something by the word. */
function isKnownElsewhere({ text }: CipherToken, { settings }: Config): boolean {
  const { opensslVersion } = settings;
  if (isTls13Name(text)) return false;
  if (versionAtLeast(opensslVersion, "4.0")) return true;
  if (/^TLS_.*_WITH_/.test(text)) return versionAtLeast(opensslVersion, "3.2");
  return isHistoricWord(text);
}

/** The first version of OpenSSL that may select something by the list. */
function knownSince(list: CipherList): string | undefined {
  const words = added(list).map((it) => it.text);
  if (words.some((it) => /^TLS_.*_WITH_/.test(it))) return "3.2";
  const isKnown = (it: string) =>
    !CIPHER_WORDS.includes(it) && suggestWord(it, CIPHER_WORDS)?.toLowerCase() === it.toLowerCase();
  return words.some(isKnown) ? "4.0" : undefined;
}

function added({ selection }: CipherList): readonly CipherToken[] {
  return selection.tokens.filter((it) => it.op === "" && it.text !== "");
}

/** A second directive in one block is an error of its own. */
function standsAlone({ scope, directive }: Located): boolean {
  return scope.named(directive.name.text).length === 1;
}

/** Puts OpenSSL's names where all that is added are IANA's. */
function translate(list: CipherList): readonly RuleFix[] {
  const names = added(list).map((it) => opensslName(it.text));
  const known = names.filter((it) => it !== undefined);
  if (known.length === 0 || known.length < names.length) return [];
  return [
    {
      title: "Use OpenSSL's names",
      safety: "safe",
      edits: [
        replaceList(list, [...known, rewritten(list, added(list))].filter(Boolean).join(":")),
      ],
    },
  ];
}
