import { isIpLiteral, parseAddress } from "../config/addresses.ts";
import { insertAfter } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { usedByServer } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const ocspNoResolver: Rule = {
  id: "ocsp-no-resolver",
  severity: "warning",
  needs: ["ssl_ocsp"],
  docs: {
    summary: "OCSP is asked about client certificates, but responders can't be looked up",
    why: `
nginx takes the responder from the client's certificate, or from \`ssl_ocsp_responder\`, and looks its name up at run
time. Without \`resolver\` that fails (\`no resolver defined to resolve\`), and so do the requests.`,
    fixSafety: "The address is that of a resolver on this machine; put in the one you use.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ocsp",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      on;
        ssl_ocsp               on;
#       ~~~~~~~~ warning: OCSP responders are looked up at run time, but no "resolver" is set
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      on;
        ssl_ocsp               on;
        resolver 127.0.0.53 valid=30s;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [ocsp] = server.settings("ssl_ocsp");
    const value = server.value("ssl_ocsp") ?? "";
    if (!ocsp || !/^(on|leaf)$/i.test(value) || server.verifyClient === "off") return;
    if (
      server.settings("resolver").length > 0 ||
      needsNoLookup(server.value("ssl_ocsp_responder"))
    ) {
      return;
    }
    ctx.report({
      file: ocsp.file,
      span: ocsp.directive.name.span,
      message: 'OCSP responders are looked up at run time, but no "resolver" is set',
      severity: severityOfAbsence("warning", server.absence),
      docs: docsAt(ocsp),
      related: usedByServer(server, ocsp),
      fixes: [
        {
          title: "Add a resolver",
          safety: "unsafe",
          edits: [insertAfter(ocsp, ["resolver 127.0.0.53 valid=30s;"])],
        },
      ],
    });
  },
};

function needsNoLookup(responder: string | undefined): boolean {
  const authority = /^http:\/\/([^/]+)/i.exec(responder ?? "")?.[1];
  const host = authority && parseAddress(authority)?.host;
  return host !== undefined && isIpLiteral(host);
}
