import { isLoopback } from "../config/addresses.ts";
import type { Listen, VirtualServer } from "../config/listeners.ts";
import { insertAfter, removeDirectives, textOf } from "./shared/edits.ts";
import { docsAt, fileAt } from "./shared/identity.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { listenPlace, mindsScheme, onlyReturns } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const clientVerifyPlaintextBypass: Rule = {
  id: "client-verify-plaintext-bypass",
  severity: "warning",
  needs: ["ssl_verify_client"],
  docs: {
    summary: "A server that verifies clients also answers on a plain port",
    why: `
nginx asks for a client certificate in the TLS handshake only (\`ngx_http_process_request\` looks at the connection's
TLS). A request on the server's plain port has no handshake and is served without any certificate. The finding is not
given where the server sends requests elsewhere by \`return\`, or tells the two apart by \`$scheme\`, \`$https\` or an
\`$ssl_*\` variable, nor for a Unix socket or a loopback address, which only a proxy on this machine reaches.`,
    fixSafety: "Requests on the plain port are redirected to TLS from then on.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80;
#              ~~ warning: clients of "*:80" need no certificate: only TLS can ask for one
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      on;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      on;
    }
    server {
        listen 80;
        server_name www.example.com;
        return 301 https://$host$request_uri;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [verify] = server.settings("ssl_verify_client");
    if (server.family !== "http" || server.verifyClient !== "on" || !verify) return;
    const plain = server.plainListens.filter(isOpenToOthers);
    if (server.tlsListens.length === 0 || onlyReturns(server) || mindsScheme(server)) return;
    for (const listen of plain) {
      const place = listenPlace(listen);
      if (!place) continue;
      ctx.report({
        ...place,
        message: `clients of "${listen.address.key}" need no certificate: only TLS can ask for one`,
        severity: severityOfAbsence("warning", server.absence),
        docs: docsAt(verify),
        related: [fileAt(verify, "clients are verified from here")],
        fixes: split(server, plain),
      });
    }
  },
};

/** What only processes of this machine can reach is a proxy's way in. */
function isOpenToOthers({ located, address }: Listen): boolean {
  return located !== undefined && !address.unix && !isLoopback(address.host);
}

/** Moves the plain listens to a server of their own that redirects. */
function split(server: VirtualServer, plain: readonly Listen[]): readonly RuleFix[] {
  const { opener } = server.scope;
  const located = plain.flatMap((it) => it.located ?? []);
  const port = server.tlsListens[0]?.address.port;
  if (!opener) return [];
  const target = port === undefined || port === 443 ? "" : `:${port}`;
  const names = server.scope.named("server_name");
  const body = [...located, ...names].map((it) => `    ${textOf(it)}`);
  return [
    {
      title: "Redirect plain requests in a server of their own",
      safety: "unsafe",
      edits: [
        ...removeDirectives(located),
        insertAfter(opener, [
          "server {",
          ...body,
          `    return 301 https://$host${target}$request_uri;`,
          "}",
        ]),
      ],
    },
  ];
}
