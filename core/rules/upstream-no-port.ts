import type { TlsConnection } from "../config/connections.ts";
import { appendTo } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { passSpan } from "./shared/upstream.ts";

export const upstreamNoPort: Rule = {
  id: "upstream-no-port",
  severity: "error",
  docs: {
    summary: "A pass without a default port names a host without a port",
    why: `
\`grpc_pass\`, \`uwsgi_pass\` and the \`proxy_pass\` of \`stream\` have no default port. Unless the name is an \`upstream\`
group, nginx refuses it: \`no port in upstream "…"\`.`,
    fixSafety: "The port is the usual one of the scheme; the upstream may listen on another.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_grpc_module.html#grpc_pass",
      "https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_pass",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            grpc_pass grpcs://127.0.0.1;
#                     ~~~~~~~~~~~~~~~~~ error: no port in upstream "127.0.0.1"
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            grpc_pass grpcs://127.0.0.1:443;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { address, group, hasVariables } = connection.target;
    const [word] = connection.pass.directive.args;
    if (connection.facts.family === "proxy" || !address || group || hasVariables || !word) return;
    if (address.unix || address.port !== undefined || mayBeUnseenGroup(connection)) return;
    const port = usualPort(connection);
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `no port in upstream "${address.host}"`,
      fixes: port
        ? [
            {
              title: `Use port ${port}`,
              safety: "unsafe",
              edits: [appendTo(connection.pass.file, word, `:${port}`)],
            },
          ]
        : [],
    });
  },
};

/** Undefined where plaintext of any protocol may be meant. */
function usualPort({ tls, facts }: TlsConnection): number | undefined {
  if (tls === "yes") return 443;
  return facts.family === "grpc" ? 80 : undefined;
}

/** The name may be an `upstream` group of a file that is not known; an address with a scheme of its own is not ours. */
function mayBeUnseenGroup(connection: TlsConnection): boolean {
  const { scheme } = connection.target;
  const { tlsScheme, plainScheme } = connection.facts;
  const foreign = scheme !== undefined && scheme !== tlsScheme && scheme !== plainScheme;
  return connection.absence !== "certain" || foreign;
}
