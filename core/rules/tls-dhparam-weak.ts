import { settingIsSetUp } from "../config/cipher-uses.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import { describeContent } from "./shared/pem-content.ts";
import type { Rule } from "./shared/rule.ts";
import { levelAt } from "./shared/verifiers.ts";

export const tlsDhparamWeak: Rule = {
  id: "tls-dhparam-weak",
  severity: "error",
  directives: ["ssl_dhparam"],
  docs: {
    summary: "A file of Diffie-Hellman parameters holds a prime that is too small, or none",
    why: `
A group of 1024 bits is within reach of a state (https://weakdh.org/), and one of 512 of anybody's. At OpenSSL's security level
2 nginx does not start with less than 2048 bits: \`SSL_CTX_set_tmp_dh() failed (… dh key too small)\`; at level 1 it takes
1024, and the finding is a warning, as where nothing makes nginx set up the server's TLS. A file without parameters is refused
at any level. Make the file with \`openssl dhparam 2048\`, or use a group of RFC 7919, ffdhe2048; or delete the directive: DHE
is not available then, and clients take ECDHE.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_dhparam",
      "https://www.rfc-editor.org/rfc/rfc7919",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
        ssl_dhparam dh1024.pem;
#                   ~~~~~~~~~~ error: Diffie-Hellman with 1024 bits; OpenSSL asks for 2048
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
        ssl_dhparam dh2048.pem;
    }
}
`,
      files: {
        "dh1024.pem": { blocks: [{ kind: "dh-parameters", bits: 1024 }] },
        "dh2048.pem": { blocks: [{ kind: "dh-parameters", bits: 2048 }] },
      },
    },
  ],

  checkDirective(located, ctx) {
    const pem = ctx.pem(located);
    if (!pem) return;
    const parameters = pem.blocks.find((it) => it.kind === "dh-parameters");
    if (parameters && parameters.bits >= LEAST) return;
    const isBroken = pem.blocks.some((it) => it.kind === "broken" && /DH PARAM/.test(it.label));
    const level = levelAt(located.scope, "ssl_ciphers") ?? 2;
    const isRefused = parameters ? level >= 2 || parameters.bits < 512 : !isBroken;
    const isSetUp = settingIsSetUp(ctx.config, located);
    const content = pem.blocks.length > 0 ? ", no Diffie-Hellman parameters" : "";
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: parameters
        ? `Diffie-Hellman with ${parameters.bits} bits; OpenSSL asks for ${LEAST}`
        : isBroken
          ? `the parameters in "${pathOf(located)}" can't be decoded`
          : `"${pathOf(located)}" ${describeContent(pem)}${content}`,
      severity: isRefused && isSetUp ? "error" : "warning",
      docs: docsAt(located),
    });
  },
};

const LEAST = 2048;
