import { isIpLiteral, parseAddress } from "../config/addresses.ts";
import type { VirtualServer } from "../config/listeners.ts";
import { insertAfter } from "./shared/edits.ts";
import { docsAt, pathOf } from "./shared/identity.ts";
import { leafIn } from "./shared/pem-sides.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { isStapled, usedByServer } from "./shared/server.ts";

export const staplingNoResolver: Rule = {
  id: "stapling-no-resolver",
  severity: "information",
  needs: ["ssl_stapling"],
  docs: {
    summary: "Stapling is on, but the OCSP responder is looked up only once",
    why: `
nginx looks the responder's name up when it starts, and asks that address for as long as it runs (\`no resolver defined\`
is logged at run time, \`ngx_ssl_ocsp_request\`). CAs change these addresses. With \`resolver\` nginx looks the name up
before each request.`,
    fixSafety: "The address is that of a resolver on this machine; put in the one you use.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver",
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
        ssl_stapling on;
#       ~~~~~~~~~~~~ information: the OCSP responder is looked up only when nginx starts: no "resolver" is set
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_stapling on;
        resolver 127.0.0.53 valid=30s;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [stapling] = server.settings("ssl_stapling");
    if (!stapling || !isStapled(server) || server.absence !== "certain") return;
    if (server.settings("resolver").length > 0 || server.value("ssl_stapling_file")) return;
    const names = server.settings("ssl_certificate").map(pathOf);
    const isStatic = names.some((it) => !it.includes("$") && !it.startsWith("/etc/letsencrypt/"));
    if (!isStatic || server.tls === "no" || namesNoResponder(server, ctx)) return;
    const responder = /^http:\/\/([^/]+)/i.exec(server.value("ssl_stapling_responder") ?? "")?.[1];
    if (responder !== undefined && isIpLiteral(parseAddress(responder)?.host ?? "")) return;
    ctx.report({
      file: stapling.file,
      span: stapling.directive.name.span,
      message: 'the OCSP responder is looked up only when nginx starts: no "resolver" is set',
      docs: docsAt(stapling),
      related: usedByServer(server, stapling),
      fixes: [
        {
          title: "Add a resolver",
          safety: "unsafe",
          edits: [insertAfter(stapling, ["resolver 127.0.0.53 valid=30s;"])],
        },
      ],
    });
  },
};

/** True if neither the configuration nor one of its certificates, which were all read, says whom to ask. */
function namesNoResponder(server: VirtualServer, ctx: RuleContext): boolean {
  if (server.value("ssl_stapling_responder") !== undefined) return false;
  return server.settings("ssl_certificate").every((it) => {
    const leaf = leafIn(it, ctx)?.x509;
    return leaf !== undefined && leaf.ocspUrls.length === 0;
  });
}
