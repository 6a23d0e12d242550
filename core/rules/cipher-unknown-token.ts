import { opensslName } from "../knowledge/cipher-suites.ts";
import {
  CIPHER_DIRECTIVES,
  CIPHER_WORDS,
  isHistoricWord,
  isTls13Name,
} from "../knowledge/cipher-words.ts";
import type { CipherToken } from "../knowledge/ciphers.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { type Settings, versionAtLeast } from "../settings.ts";
import { isRefused } from "./cipher-no-match.ts";
import {
  type CipherList,
  commandOf,
  docsOfList,
  isKnown,
  moveToCommand,
  readCiphers,
  replaceList,
  rewritten,
  tokenSpan,
} from "./shared/cipher-list.ts";
import { replaceSpan } from "./shared/edits.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";

export const cipherUnknownToken: Rule = {
  id: "cipher-unknown-token",
  severity: "information",
  directives: CIPHER_DIRECTIVES,
  docs: {
    summary: "A word of a cipher string selects nothing",
    why: `
OpenSSL drops words it does not know and says nothing, so a misspelled suite is missing and a misspelled
exclusion excludes nothing. TLS 1.3 suites are not part of a cipher string: they are always on unless
\`ssl_conf_command Ciphersuites\` (nginx 1.19.4) names others. OpenSSL knows IANA names since 3.2 only.

Exclusions of what a library no longer has, such as \`!RC4\` or \`!EXPORT\`, are good practice and stay silent.`,
    fixSafety:
      "A corrected word selects or excludes suites that were not affected before; `Ciphersuites` leaves out the TLS 1.3 suites it does not name.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ciphers",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_conf_command",
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
        ssl_ciphers TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES128-GCM-SHA256;
#                   ~~~~~~~~~~~~~~~~~~~~~~ information: TLS 1.3 suites are not set here, but with "ssl_conf_command Ciphersuites"
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
    if (!list || list.selection.invalid || isRefused(list, ctx.config)) return;
    for (const token of list.selection.tokens) {
      const problem = problemOf(token, list, ctx.config.settings);
      if (!problem) continue;
      ctx.report({
        file: located.file,
        span: tokenSpan(list, token),
        docs: docsOfList(list),
        ...problem,
      });
    }
  },
};

interface Problem {
  readonly message: string;
  readonly fixes: readonly RuleFix[];
}

function problemOf(
  token: CipherToken,
  list: CipherList,
  { nginxVersion, opensslVersion }: Settings,
): Problem | undefined {
  const { text, op } = token;
  if (op === "@" || isKnown(token) || isHistoricWord(text) || text === "") return undefined;
  if (isTls13Name(text)) {
    const command = commandOf(list);
    const move = versionAtLeast(nginxVersion, "1.19.4") ? moveToCommand(list) : [];
    return {
      message: command
        ? `TLS 1.3 suites are not set here, but with "${command} Ciphersuites"`
        : "TLS 1.3 suites are always on, no cipher string selects them",
      fixes: [...remove(list, token, "safe"), ...move],
    };
  }
  const iana = opensslName(text);
  if (iana !== undefined) {
    if (versionAtLeast(opensslVersion, "3.2")) return undefined;
    return {
      message: `OpenSSL before 3.2 knows this suite as "${iana}" only`,
      fixes: [...correct(list, token, iana), ...remove(list, token, "unsafe")],
    };
  }
  const meant = suggestWord(text, CIPHER_WORDS);
  if (meant?.toLowerCase() === text.toLowerCase() && versionAtLeast(opensslVersion, "4.0")) {
    return undefined;
  }
  return {
    message:
      meant === undefined
        ? `OpenSSL ${opensslVersion} does not know "${text}" and ignores it`
        : `OpenSSL ignores "${text}"; did you mean "${meant}"?`,
    fixes: [
      ...(meant === undefined ? [] : correct(list, token, meant)),
      ...remove(list, token, "unsafe"),
    ],
  };
}

function correct(list: CipherList, token: CipherToken, text: string): readonly RuleFix[] {
  const edit = replaceSpan(list.located.file, tokenSpan(list, token), token.op + text);
  return [{ title: `Replace with "${text}"`, safety: "unsafe", edits: [edit] }];
}

function remove(
  list: CipherList,
  token: CipherToken,
  safety: RuleFix["safety"],
): readonly RuleFix[] {
  const rest = rewritten(list, [token]);
  const edits = [replaceList(list, rest)];
  // A string of which nothing is left takes the recommended list, which is another choice of suites.
  const isEmpty = list.selection.selected.length === 0;
  return [{ title: `Remove "${token.text}"`, safety: isEmpty ? "unsafe" : safety, edits }];
}
