import type { Config } from "../config/config.ts";
import { absence, effective } from "../config/effective.ts";
import type { Located, Scope } from "../config/scope.ts";
import { defaultProtocols, RETIRED_PROTOCOLS } from "../knowledge/protocols.ts";
import { insertAfter } from "./edits.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { docsOf, enforce, passSpan, severityOfAbsence } from "./upstream.ts";

export const weakProtocolDefault: Rule = {
  id: "weak-protocol-default",
  severity: "information",
  docs: {
    summary: "No protocol list is set, and this nginx version's default has retired TLS versions",
    why: `
Before 1.27.3 nginx enables TLS 1.0 and 1.1 by default, for its own listeners and towards upstreams, and
before 1.23.4 it leaves TLS 1.3 out. RFC 8996 retired both old versions. The finding appears only if
\`nginxTls.nginxVersion\` (or \`--nginx-version\`) names such a version.`,
    fixSafety: "Peers that speak nothing newer than TLS 1.1 can no longer connect.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://www.rfc-editor.org/rfc/rfc8996",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.22.1" },
      bad: `
http {
    server {
        listen 443 ssl;
#              ~~~ information: nginx 1.22.1 enables TLSv1, TLSv1.1 by default
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_protocols TLSv1.2 TLSv1.3;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const { nginxVersion } = config.settings;
    const retired = defaultProtocols(nginxVersion).filter((it) => RETIRED_PROTOCOLS.has(it));
    if (retired.length === 0) return;
    const message = `nginx ${nginxVersion} enables ${retired.join(", ")} by default`;
    reportConnections(config, ctx, message);
    for (const listen of tlsListens(config.root)) {
      if (effective("ssl_protocols", listen.scope)) continue;
      ctx.report({
        file: listen.file,
        span: (listen.directive.args[0] ?? listen.directive.name).span,
        message,
        severity: severityOfAbsence("information", absence(listen.scope)),
        fixes: [
          {
            title: "Enable TLSv1.2 and TLSv1.3 only",
            safety: "unsafe",
            edits: [insertAfter(listen, ["ssl_protocols TLSv1.2 TLSv1.3;"])],
          },
        ],
      });
    }
  },
};

function reportConnections(config: Config, ctx: RuleContext, message: string): void {
  for (const connection of config.connections) {
    const { directives } = connection.setting("ssl_protocols");
    if (connection.tls !== "yes" || directives.length > 0) continue;
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message,
      severity: severityOfAbsence("information", connection.absence),
      docs: docsOf(connection, "ssl_protocols"),
      fixes: [
        {
          title: "Enable TLSv1.2 and TLSv1.3 only",
          safety: "unsafe",
          edits: enforce(connection, [["ssl_protocols", "TLSv1.2 TLSv1.3"]]),
        },
      ],
    });
  }
}

/** The first TLS `listen` of each server. */
function* tlsListens(root: Scope): Generator<Located> {
  for (const scope of root.inward()) {
    const tls = scope
      .named("listen")
      .find((it) => it.directive.args.some((word) => word.text === "ssl" || word.text === "quic"));
    if (tls) yield tls;
  }
}
