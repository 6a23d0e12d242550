import { settingIsSetUp } from "../config/cipher-uses.ts";
import {
  type CommandWords,
  OPENSSL_COMMAND_WORDS,
  OPENSSL_COMMANDS,
  OPENSSL_TLS13_SUITES,
} from "../knowledge/openssl-commands.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { suggestWord } from "../knowledge/typos.ts";
import type { Word } from "../syntax/tree.ts";
import { replaceSpan } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const confCommandInvalid: Rule = {
  id: "conf-command-invalid",
  severity: "error",
  directives: ["", "proxy_", "grpc_", "uwsgi_"].map((it) => `${it}ssl_conf_command`),
  docs: {
    summary: "OpenSSL does not know a command or its value",
    why: `
nginx passes name and value to OpenSSL and stops where OpenSSL refuses them: \`SSL_CONF_cmd("Ciphersuits", "…") failed
(SSL: … unknown cmd name)\`, or \`bad value\`. It gives no line then. The names are those of the "configuration file commands"
in OpenSSL's manual, without the leading dash of its command line, in upper or lower case; the versions after
\`MinProtocol\` and \`MaxProtocol\` only as \`TLSv1.2\` and the like. Checked are names, versions, and the words of \`Options\`,
\`Protocol\` and \`VerifyMode\`, as of OpenSSL 3.5; and that one of the \`Ciphersuites\` exists. Where nginx does not set up the block's TLS, it does not notice, and the
finding is a warning.`,
    fixSafety: "A misspelled word is replaced by the one that it most likely means.",
    references: [
      "https://docs.openssl.org/3.0/man3/SSL_CONF_cmd/#supported-configuration-file-commands",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_conf_command",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_conf_command Ciphersuits TLS_AES_128_GCM_SHA256;
#                        ~~~~~~~~~~~ error: OpenSSL has no command "Ciphersuits" ("unknown cmd name")
        ssl_conf_command Options PrioritiseChaCha,-SessionTicket;
#                                ~~~~~~~~~~~~~~~~ error: OpenSSL knows no "PrioritiseChaCha" for "Options" ("bad value")
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        ssl_conf_command Options PrioritizeChaCha,-SessionTicket;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { file, directive } = located;
    const [command, value] = directive.args;
    if (!command || !value || directive.args.some((it) => hasPlaceholder(it.raw))) return;
    const fault = faultIn(command, value);
    if (!fault) return;
    const { span, meant, message } = fault;
    ctx.report({
      file,
      span,
      message,
      severity: settingIsSetUp(ctx.config, located) ? "error" : "warning",
      docs: docsAt(located),
      fixes:
        meant === undefined
          ? []
          : [
              {
                title: `Replace with "${meant}"`,
                safety: "unsafe",
                edits: [replaceSpan(file, span, meant)],
              },
            ],
    });
  },
};

interface Fault {
  readonly span: Word["span"];
  readonly message: string;
  readonly meant: string | undefined;
}

function faultIn(command: Word, value: Word): Fault | undefined {
  const name = command.text.toLowerCase();
  if (!OPENSSL_COMMANDS.some((it) => it.toLowerCase() === name)) {
    return {
      span: command.span,
      message: `OpenSSL has no command "${command.text}" ("unknown cmd name")`,
      meant: closest(command.text, OPENSSL_COMMANDS),
    };
  }
  if (name === "ciphersuites") return suitesFault(value);
  const known = OPENSSL_COMMAND_WORDS.get(name);
  const word = known && unknownWord(value, known);
  if (!word) return undefined;
  return {
    span: word.span,
    message: `OpenSSL knows no "${word.text}" for "${command.text}" ("bad value")`,
    meant: closest(word.text, known.words),
  };
}

/** OpenSSL drops unknown suites beside known ones, and refuses a list of which nothing is left. */
function suitesFault({ text, span, raw, quote }: Word): Fault | undefined {
  const names = text.split(":").map((it) => it.trim());
  const [first] = names.filter((it) => it !== "");
  if (first === undefined || names.some(isTls13SuiteOfOpenssl)) return undefined;
  const isSimple = raw === quote + first + quote;
  return {
    span,
    message: `OpenSSL has no TLS 1.3 suite "${first}" ("no cipher match")`,
    meant: isSimple ? closest(first, OPENSSL_TLS13_SUITES) : undefined,
  };
}

function isTls13SuiteOfOpenssl(name: string): boolean {
  return OPENSSL_TLS13_SUITES.some((it) => it.toLowerCase() === name.toLowerCase());
}

/** The first word that is none of the known ones; with its place, if the value is written as it is read. */
function unknownWord(
  { text, raw, span, quote }: Word,
  { words, isList }: CommandWords,
): Pick<Word, "text" | "span"> | undefined {
  if (!isList) return words.includes(text) ? undefined : { text, span };
  for (const match of text.matchAll(/[^,]+/g)) {
    const sign = /^\s*[+-]?/.exec(match[0])?.[0] ?? "";
    const word = match[0].slice(sign.length).trimEnd();
    if (word === "" || words.some((it) => it.toLowerCase() === word.toLowerCase())) continue;
    if (raw !== quote + text + quote) return { text: word, span };
    const start = span.start + quote.length + match.index + sign.length;
    return { text: word, span: { start, end: start + word.length } };
  }
  return undefined;
}

function closest(text: string, words: readonly string[]): string | undefined {
  const same = words.find((it) => it.toLowerCase() === text.toLowerCase().replace(/^-/, ""));
  return same ?? suggestWord(text, words);
}
