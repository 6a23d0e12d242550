import { withExtension } from "../config/pair-names.ts";
import { asWord, insertAfter } from "./shared/edits.ts";
import { certificateFile, ENCRYPTED_KEY_FILE } from "./shared/example-files.ts";
import { docsAt, fileAt, isInUse, mayStandUnseen, pathOf, pathSpan } from "./shared/identity.ts";
import { keyIn } from "./shared/pem-sides.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsKeyEncrypted: Rule = {
  id: "tls-key-encrypted",
  severity: "error",
  docs: {
    summary: "A key is encrypted and no password file is in force",
    why: `
nginx asks for the pass phrase on the terminal when it starts (\`Enter PEM pass phrase:\`). Without a terminal, as
under systemd or in a container, it stops with \`bad password read\`; \`nginx -t\` blocks or fails in the same way.
\`ssl_password_file\` and its \`proxy_\`, \`grpc_\` and \`uwsgi_\` forms name a file with one pass phrase per line.`,
    fixSafety:
      "The name of the password file is a guess; the file must exist, hold the pass phrase, and be readable for root alone.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_password_file"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
#                           ~~~~~~~ error: key "srv.key" is encrypted and there is no "ssl_password_file"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_password_file srv.pass;
    }
}
`,
      files: { "srv.crt": certificateFile("srv"), "srv.key": ENCRYPTED_KEY_FILE },
    },
  ],

  checkIdentity(identity, ctx) {
    const { certificates, keys, passwordName, scope } = identity;
    if (identity.passwordFile || !isInUse(identity) || mayStandUnseen(passwordName, scope)) return;
    for (const [at, certificate] of certificates.entries()) {
      const key = keys[at];
      if (!key || keyIn(key, ctx)?.encrypted !== true) continue;
      const path = withExtension(pathOf(key), ".pass");
      ctx.report({
        file: key.file,
        span: pathSpan(key),
        message: `key "${pathOf(key)}" is encrypted and there is no "${passwordName}"`,
        docs: docsAt(key, passwordName),
        related: [fileAt(certificate, "the certificate of the pair")],
        fixes: [
          {
            title: `Add "${passwordName} ${path}"`,
            safety: "unsafe",
            edits: [insertAfter(key, [`${passwordName} ${asWord(path)};`])],
          },
        ],
      });
    }
  },
};
