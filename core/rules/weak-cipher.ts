import { cipherStringMatters } from "../config/cipher-uses.ts";
import { isUsable, type Weakness, weaknesses, weaknessOfWord } from "../knowledge/cipher-suites.ts";
import { CIPHER_DIRECTIVES } from "../knowledge/cipher-words.ts";
import type { CipherToken } from "../knowledge/ciphers.ts";
import {
  type CipherList,
  docsOfList,
  readCiphers,
  replaceList,
  rewritten,
  suitesOf,
  tokenSpan,
} from "./shared/cipher-list.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";

export const weakCipher: Rule = {
  id: "weak-cipher",
  severity: "warning",
  directives: CIPHER_DIRECTIVES,
  docs: {
    summary: "A cipher string selects suites that protect nobody",
    why: `
Anonymous suites authenticate no one, so anybody in between can answer; NULL suites do not encrypt. RC4 is
prohibited by RFC 7465, export suites and single DES fall to a search of all keys, 3DES, IDEA and RC2 have
64-bit blocks (Sweet32), and MD5 is broken. In OpenSSL 3.0 \`HIGH\` alone still holds 12 anonymous suites: it
needs \`!aNULL\` behind it.

The string is evaluated as OpenSSL 3.0 does it. A word for something that version has no more, such as \`RC4\`, is
reported too, unless the string excludes it again: an older library would enable it. Where all that use the string speak
TLS 1.3 alone, it selects nothing, and nothing is reported. No policy of
\`nginxTls.policy\` allows any of these suites.`,
    fixSafety: "Peers that support none of the remaining suites can no longer connect.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ciphers",
      "https://docs.openssl.org/3.0/man1/openssl-ciphers/",
      "https://wiki.mozilla.org/Security/Server_Side_TLS",
      "https://www.rfc-editor.org/rfc/rfc7465",
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
        ssl_ciphers HIGH:RC4:3DES;
#                   ~~~~ warning: "HIGH" selects anonymous suites (policy mozilla-intermediate 6.0)
#                        ~~~ warning: "RC4" selects RC4 suites where OpenSSL has them (policy mozilla-intermediate 6.0)
#                            ~~~~ warning: "3DES" selects 3DES suites where OpenSSL has them (policy mozilla-intermediate 6.0)
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers HIGH:!aNULL;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const list = readCiphers(located, ctx);
    if (!list || !cipherStringMatters(ctx.config, located)) return;
    const found = list.selection.tokens.flatMap((token) => {
      const weak = weaknessesOf(token, list);
      return weak.length > 0 ? [{ token, weak }] : [];
    });
    if (found.length === 0) return;
    const fix = exclude(list, found);
    const { label } = ctx.policyAt(located.file);
    for (const { token, weak } of found) {
      const kinds = weak.map((it) => NAMES[it] ?? it).join(", ");
      const gone = token.matches > 0 ? "" : " where OpenSSL has them";
      ctx.report({
        file: located.file,
        span: tokenSpan(list, token),
        message: `"${token.text}" selects ${kinds} suites${gone} (policy ${label})`,
        docs: docsOfList(list),
        fixes: [fix],
      });
    }
  },
};

const NAMES: Partial<Record<Weakness, string>> = {
  "no encryption": "unencrypted",
};

interface Offence {
  readonly token: CipherToken;
  readonly weak: readonly Weakness[];
}

/** What is weak in the suites a token brings; for a token that brings none, in the name. */
function weaknessesOf(token: CipherToken, { selection }: CipherList): readonly Weakness[] {
  if (token.op !== "") return [];
  if (token.matches > 0) {
    return [...new Set(suitesOf(token, selection).filter(isUsable).flatMap(weaknesses))];
  }
  const named = token.text.split("+").map(weaknessOfWord);
  return named
    .filter((it) => it !== undefined)
    .filter((it) => !isExcluded(it, token, selection.tokens))
    .slice(0, 1);
}

/** True if the string excludes the weakness: for good, or behind the token. */
function isExcluded(
  weakness: Weakness,
  token: CipherToken,
  tokens: readonly CipherToken[],
): boolean {
  return tokens.some(
    (it) =>
      (it.op === "!" || (it.op === "-" && it.span.start > token.span.start)) &&
      weaknessOfWord(it.text) === weakness,
  );
}

const EXCLUSIONS: Partial<Record<Weakness, string>> = {
  anonymous: "!aNULL",
  "no encryption": "!eNULL",
  MD5: "!MD5",
};

/** Drops the tokens that bring nothing good, and excludes what is weak in the others. */
function exclude(list: CipherList, found: readonly Offence[]): RuleFix {
  const isMixed = ({ token }: Offence) =>
    suitesOf(token, list.selection).some((it) => weaknesses(it).length === 0);
  const dropped = found.filter((it) => !isMixed(it)).map((it) => it.token);
  const weak = new Set(found.filter(isMixed).flatMap((it) => it.weak));
  const added = [...weak].flatMap((it) => EXCLUSIONS[it] ?? []);
  return {
    title: "Exclude the weak cipher suites",
    safety: "unsafe",
    edits: [replaceList(list, rewritten(list, dropped, added))],
  };
}
