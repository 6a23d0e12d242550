import type { TlsConnection } from "../config/connections.ts";
import type { Severity } from "../severity.ts";
import type { Rule } from "./shared/rule.ts";
import { passSpan, withTls } from "./shared/upstream.ts";

export const upstreamPlaintextToTlsPort: Rule = {
  id: "upstream-plaintext-to-tls-port",
  severity: "warning",
  docs: {
    summary: "A plaintext connection goes to a port that is meant for TLS",
    why: `
A TLS server answers plain HTTP on its TLS port with 400 ("The plain HTTP request was sent to HTTPS port"), or
not at all, and the request has crossed the network unencrypted. Port 443 is TLS by registration; 8443, 9443 and
6443 by custom.`,
    fixSafety: "An upstream that really speaks plaintext on this port is no longer reached.",
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass http://api.example.com:443;
#                      ~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: plaintext goes to port 443, which is meant for TLS
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com:443;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { facts } = connection;
    if (connection.tls !== "no" || facts.tlsScheme === undefined) return;
    const port = soleTlsPort(connection);
    if (port === undefined) return;
    const severity: Severity = port === 443 ? "warning" : "information";
    const edits = withTls(connection, ctx.config.settings.trustedCertificate);
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `plaintext goes to port ${port}, which is meant for TLS`,
      severity,
      fixes: edits ? [{ title: `Use ${facts.tlsScheme}://`, safety: "unsafe", edits }] : [],
    });
  },
};

const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443, 9443, 6443]);

/** The TLS port that the pass names, or that all servers of its group use. */
function soleTlsPort(connection: TlsConnection): number | undefined {
  const { address, group } = connection.target;
  const ports = group ? group.servers.map((it) => it.address?.port) : [address?.port];
  const [port] = ports;
  if (group && !group.complete) return undefined;
  return port !== undefined && TLS_PORTS.has(port) && ports.every((it) => it === port)
    ? port
    : undefined;
}
