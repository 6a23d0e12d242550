import { listenersOf } from "../config/listeners.ts";
import { versionAtLeast } from "../settings.ts";
import { replaceWord } from "./shared/edits.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCaFileHuge: Rule = {
  id: "tls-ca-file-huge",
  severity: "hint",
  docs: {
    summary: "The names of very many CAs are sent to each client",
    why: `
The names of all CAs in \`ssl_client_certificate\` go out in each handshake, so that the client can choose a certificate; 150 of
them are some 15 kB before anything else is sent. Such a file is mostly the bundle of an operating system, and then
also lets everybody in who has a certificate of any public CA. Name the CA whose clients are meant; or use
\`ssl_trusted_certificate\`, whose names are not sent, and which is enough since nginx 1.27.2.`,
    fixSafety:
      "Clients with several certificates no longer learn which of them is asked for, and may send the wrong one or none.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_trusted_certificate",
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
        ssl_verify_client on;
        ssl_client_certificate bundle.crt;
#                              ~~~~~~~~~~ hint: the names of 151 CAs are sent to each client
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
        ssl_verify_client on;
        ssl_trusted_certificate bundle.crt;
    }
}
`,
      files: {
        "bundle.crt": sketches(
          ...Array.from({ length: 151 }, (_, n) => ({
            name: `Root ${n}`,
            issuer: `Root ${n}`,
            isCa: true,
          })),
        ),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const server of listenersOf(config).servers) {
      const [located] = server.settings("ssl_client_certificate");
      if (!located || server.tls === "no" || server.verifyClient === "off") continue;
      const blocks = ctx.pem(located)?.blocks ?? [];
      const count = blocks.filter((it) => it.kind === "certificate").length;
      if (count <= MANY) continue;
      const { file, directive, scope } = located;
      const isEnough =
        scope.named("ssl_trusted_certificate").length === 0 &&
        versionAtLeast(config.settings.nginxVersion, "1.27.2");
      ctx.report({
        file,
        span: pathSpan(located),
        message: `the names of ${count} CAs are sent to each client`,
        docs: docsAt(located),
        fixes: isEnough
          ? [
              {
                title: 'Use "ssl_trusted_certificate"',
                safety: "unsafe",
                edits: [replaceWord(file, directive.name, "ssl_trusted_certificate")],
              },
            ]
          : [],
      });
    }
  },
};

const MANY = 150;
