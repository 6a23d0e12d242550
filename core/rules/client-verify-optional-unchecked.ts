import { type VerifyUse, verifyUseOf } from "../config/client-verification.ts";
import type { VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import type { Severity } from "../severity.ts";
import { insertAfter, replaceArguments } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { usedByServer } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const clientVerifyOptionalUnchecked: Rule = {
  id: "client-verify-optional-unchecked",
  severity: "warning",
  needs: ["ssl_verify_client"],
  docs: {
    summary: "Client certificates are optional, and nothing looks whether one was shown",
    why: `
With \`optional\` a client that shows no certificate is served like any other: \`$ssl_client_verify\` is \`NONE\` then, and
it is for the configuration to act on it. Only a wrong certificate is refused (error 400). NGINX's own guide combines
"require client certificates" with \`optional\`, which requires nothing. The variable counts as looked at in any directive
that decides or forwards something, directly or through a \`map\`; a log format is none. Code in the configuration is searched for the name of the variable. The finding is a hint where another
script or \`auth_request\` may look, and information where other \`$ssl_client_*\` variables go to the upstream.`,
    fixSafety: "Clients without a certificate are refused from then on.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client",
      "https://docs.nginx.com/nginx/admin-guide/security-controls/securing-http-traffic-upstream/",
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
        ssl_verify_client      optional;
#                              ~~~~~~~~ warning: clients without a certificate are served: nothing checks "$ssl_client_verify"
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
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [verify] = server.settings("ssl_verify_client");
    if (!verify || server.verifyClient !== "optional" || server.family === "mail") return;
    const use = verifyUseOf(server);
    if (server.tls !== "yes" || use === "checked") return;
    ctx.report({
      file: verify.file,
      span: pathSpan(verify),
      message:
        use === "script"
          ? "clients without a certificate are served unless a script or subrequest looks for one"
          : 'clients without a certificate are served: nothing checks "$ssl_client_verify"',
      severity: severityOfAbsence(SEVERITIES[use], server.absence),
      docs: docsAt(verify),
      related: usedByServer(server, verify),
      fixes: fixes(server, verify),
    });
  },
};

const SEVERITIES: Readonly<Record<VerifyUse, Severity>> = {
  checked: "hint",
  script: "hint",
  forwarded: "information",
  none: "warning",
};

function fixes(server: VirtualServer, verify: Located): readonly RuleFix[] {
  const require: RuleFix = {
    title: "Require a certificate of every client",
    safety: "unsafe",
    edits: [replaceArguments(verify, "on")],
  };
  if (server.family !== "http" || verify.scope !== server.scope) return [require];
  const check = "if ($ssl_client_verify != SUCCESS) { return 403; }";
  return [
    require,
    {
      title: "Refuse requests without a verified certificate",
      safety: "unsafe",
      edits: [insertAfter(verify, [check])],
    },
  ];
}
