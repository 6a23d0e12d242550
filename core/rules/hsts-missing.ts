import { isIpLiteral, isLoopback } from "../config/addresses.ts";
import type { VirtualServer } from "../config/listeners.ts";
import type { Scope } from "../config/scope.ts";
import type { Rule } from "./shared/rule.ts";
import {
  addHeader,
  headersAt,
  isHsts,
  onlyReturns,
  parameterOf,
  setsHeader,
} from "./shared/server.ts";

export const hstsMissing: Rule = {
  id: "hsts-missing",
  severity: "hint",
  needs: ["listen"],
  docs: {
    summary: "A TLS server does not tell browsers to stay with TLS",
    why: `
Without HTTP Strict Transport Security (RFC 6797) a browser that is given an \`http://\` address starts in the clear, where
anybody on the way can keep it. One header tells it to use TLS for the months to come. Nothing is said of servers that
verify clients, for those are for machines, of servers for this machine alone, of servers that answer every request
by \`return\`, and where a block out of sight may set the header. Every policy but \`nginx-default\` asks for it.`,
    fixSafety:
      "Browsers refuse plain HTTP and bad certificates for this host name for two years after a visit. Be sure that every service of the name speaks TLS.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
      "https://www.rfc-editor.org/rfc/rfc6797",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
#                  ~~~ hint: no Strict-Transport-Security header, which policy mozilla-intermediate 6.0 asks for
        server_name www.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        add_header Strict-Transport-Security "max-age=63072000" always;
        server_name www.example.com;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const listen = server.listens.find(
      (it) => it.parameters.has("ssl") && it.located && !isLoopback(it.address.host),
    );
    if (server.family !== "http" || !listen?.located || server.absence !== "certain") return;
    if (isForMachines(server) || onlyReturns(server)) return;
    const { scope } = server;
    const { hstsSeconds, label } = ctx.policyAt(listen.located.file);
    if (hstsSeconds === undefined) return;
    if (headersAt(scope).some(isHsts) || isSetBelow(scope)) return;
    if (setsHeader(scope, "strict-transport-security")) return;
    const word = parameterOf(listen, "ssl");
    if (!word) return;
    ctx.report({
      file: listen.located.file,
      span: word.span,
      message: `no Strict-Transport-Security header, which policy ${label} asks for`,
      fixes: [
        {
          title: "Add the header",
          safety: "unsafe",
          edits: [
            addHeader(
              scope,
              listen.located,
              `add_header Strict-Transport-Security "max-age=${hstsSeconds}" always;`,
            ),
          ],
        },
      ],
    });
  },
};

function isForMachines(server: VirtualServer): boolean {
  const { names } = server;
  return (
    server.verifyClient !== "off" ||
    server.rejectsHandshake ||
    (names.length > 0 && names.every((it) => isIpLiteral(it) || LOCAL.test(it)))
  );
}

const LOCAL = /^(localhost|.*\.(localhost|local|internal|test))$/i;

function isSetBelow(scope: Scope): boolean {
  return scope.inward().some((it) => it.named("add_header").some(isHsts));
}
