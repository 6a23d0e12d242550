import { mayHaveIssued } from "../certificates/chain.ts";
import type { X509 } from "../certificates/x509.ts";
import { listenersOf } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, fileAt, pathOf } from "./shared/identity.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { isStapled } from "./shared/server.ts";

export const staplingNoIssuer: Rule = {
  id: "stapling-no-issuer",
  severity: "warning",
  docs: {
    summary: "Stapling is on, but the certificate of the issuer is nowhere to be found",
    why: `
To ask the OCSP responder nginx needs the issuer's certificate, and looks for it behind the server's own in
\`ssl_certificate\`, and in \`ssl_trusted_certificate\` and \`ssl_client_certificate\`. Without one it warns at every
start, \`"ssl_stapling" ignored, issuer certificate not found\`, and staples nothing.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling",
      "https://www.rfc-editor.org/rfc/rfc6960#section-4.1",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
        ssl_stapling on;
#       ~~~~~~~~~~~~ warning: nothing is stapled: the issuer of "www.example.com" is neither in "www.crt" nor trusted
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     chain.crt;
        ssl_certificate_key www.key;
        ssl_stapling on;
    }
}
`,
      files: {
        "www.crt": sketches({ name: "www.example.com", ocspUrls: ["http://ocsp.example.net"] }),
        "chain.crt": sketches(
          { name: "www.example.com", ocspUrls: ["http://ocsp.example.net"] },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
      },
    },
  ],

  checkConfig(config, ctx) {
    for (const server of listenersOf(config).servers) {
      const [stapling] = server.settings("ssl_stapling");
      if (!stapling || !isStapled(server) || server.value("ssl_stapling_file")) continue;
      const trusted = ["ssl_trusted_certificate", "ssl_client_certificate"].flatMap((it) =>
        server.settings(it),
      );
      for (const located of server.settings("ssl_certificate")) {
        const leaf = certificatesIn([located], ctx)?.[0];
        const known = certificatesIn([located, ...trusted], ctx);
        // Without an address of a responder there is nothing to ask anyway.
        if (!leaf || !known || known.slice(1).some((it) => mayHaveIssued(it, leaf))) continue;
        if (leaf.ocspUrls.length === 0 && !server.value("ssl_stapling_responder")) continue;
        ctx.report({
          file: stapling.file,
          span: stapling.directive.name.span,
          message: `nothing is stapled: the issuer of "${nameOf(leaf)}" is neither in "${pathOf(located)}" nor trusted`,
          docs: docsAt(stapling),
          related: [fileAt(located, "the certificate")],
        });
      }
    }
  },
};

/** Undefined if one of the files could not be read whole. */
function certificatesIn(files: readonly Located[], ctx: RuleContext): readonly X509[] | undefined {
  const found: X509[] = [];
  for (const located of files) {
    const pem = ctx.pem(located);
    if (!pem) return undefined;
    for (const block of pem.blocks) {
      if (block.kind === "certificate" && block.x509) found.push(block.x509);
      else if (block.kind === "certificate" || block.kind === "broken") return undefined;
    }
  }
  return found;
}
