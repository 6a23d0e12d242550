import type { TlsConnection } from "../config/connections.ts";
import type { Rule } from "./shared/rule.ts";
import {
  cannotStart,
  enforce,
  passSpan,
  placeOf,
  severityOfAbsence,
  startable,
} from "./shared/upstream.ts";

export const streamTerminateThenPlain443: Rule = {
  id: "stream-terminate-then-plain-443",
  severity: "warning",
  docs: {
    summary: "A stream server decrypts TLS and passes it on to port 443 in plaintext",
    why: `
\`listen … ssl\` ends the client's TLS here, and without \`proxy_ssl on\` the decrypted bytes go to port 443, where the
upstream expects a handshake. Either pass the TLS through (no \`ssl\` on \`listen\`) or encrypt again.`,
    fixSafety: "An upstream that speaks plaintext on port 443 is no longer reached.",
    references: ["https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_ssl"],
  },
  examples: [
    {
      bad: `
stream {
    server {
        listen 12345 ssl;
        proxy_pass 10.0.0.1:443;
#                  ~~~~~~~~~~~~ warning: TLS ends at this server and goes on to port 443 in plaintext
    }
}
`,
      good: `
stream {
    server {
        listen 12345 ssl;
        proxy_pass 10.0.0.1:443;
        proxy_ssl on;
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    if (connection.facts.family !== "stream" || !connection.isOff("ssl")) return;
    const listen = connection.scope
      .named("listen")
      .find((it) => it.directive.args.slice(1).some((word) => word.text === "ssl"));
    if (!listen || !goesTo443(connection)) return;
    const explicit = connection.setting("ssl").directives.length > 0;
    const needed = startable(connection, ctx.config.settings.trustedCertificate);
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: "TLS ends at this server and goes on to port 443 in plaintext",
      severity: explicit ? "warning" : severityOfAbsence("warning", connection.absence),
      related: [placeOf(listen, "TLS ends here")],
      fixes: cannotStart(connection)
        ? []
        : [
            {
              title: 'Add "proxy_ssl on"',
              safety: "unsafe",
              edits: enforce(connection, [["ssl", "on"], ...needed]),
            },
          ],
    });
  },
};

function goesTo443({ target }: TlsConnection): boolean {
  if (!target.group) return target.address?.port === 443;
  const { servers, complete } = target.group;
  return complete && servers.length > 0 && servers.every((it) => it.address?.port === 443);
}
