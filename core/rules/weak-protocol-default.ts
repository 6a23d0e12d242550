import type { TlsConnection } from "../config/connections.ts";
import { absence, effective } from "../config/effective.ts";
import type { Located, Scope } from "../config/scope.ts";
import type { Policy } from "../knowledge/policies/policy.ts";
import { defaultProtocols, type Protocol, RETIRED_PROTOCOLS } from "../knowledge/protocols.ts";
import { insertAfter } from "./shared/edits.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { docsOf, enforce, passSpan, severityOfAbsence } from "./shared/upstream.ts";

export const weakProtocolDefault: Rule = {
  id: "weak-protocol-default",
  severity: "information",
  docs: {
    summary: "No protocol list is set, and nginx's default has TLS versions below the policy",
    why: `
Before 1.27.3 nginx enables TLS 1.0 and 1.1 by default, for its own listeners and towards upstreams, and
before 1.23.4 it leaves TLS 1.3 out. RFC 8996 retired both old versions. That is reported only if
\`nginxTls.nginxVersion\` (or \`--nginx-version\`) names such a version, and never with policy \`nginx-default\`. With policy
\`mozilla-modern\` TLS 1.2 is reported for servers, which every version enables.`,
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
#              ~~~ information: TLSv1, TLSv1.1 are on by default in nginx 1.22.1: below policy mozilla-intermediate 6.0
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
    for (const listen of tlsListens(config.root)) {
      const weak = weaknessAt(listen, "ssl_protocols", ctx);
      if (!weak || effective("ssl_protocols", listen.scope)) continue;
      ctx.report({
        file: listen.file,
        span: (listen.directive.args[0] ?? listen.directive.name).span,
        message: weak.message,
        severity: severityOfAbsence("information", absence(listen.scope)),
        fixes: [
          {
            title: weak.title,
            safety: "unsafe",
            edits: [insertAfter(listen, [`ssl_protocols ${weak.better};`])],
          },
        ],
      });
    }
    for (const it of config.connections) reportConnection(it, ctx);
  },
};

interface WeakDefault {
  readonly message: string;
  readonly title: string;
  readonly better: string;
}

function weaknessAt(
  { file }: Located,
  directive: string,
  { config, policyAt }: RuleContext,
): WeakDefault | undefined {
  const { nginxVersion } = config.settings;
  const policy: Policy = policyAt(file);
  const allowed = policy.protocols(nginxVersion, directive);
  const weak = defaultProtocols(nginxVersion, directive).filter((it) => !allowed.includes(it));
  const better = allowed.filter((it: Protocol) => !RETIRED_PROTOCOLS.has(it));
  if (weak.length === 0) return undefined;
  const are = weak.length === 1 ? "is" : "are";
  return {
    message: `${weak.join(", ")} ${are} on by default in nginx ${nginxVersion}: below policy ${policy.label}`,
    title: `Enable ${better.join(" and ")} only`,
    better: better.join(" "),
  };
}

function reportConnection(connection: TlsConnection, ctx: RuleContext): void {
  if (connection.tls !== "yes" || connection.setting("ssl_protocols").directives.length > 0) return;
  const weak = weaknessAt(connection.pass, connection.directiveName("ssl_protocols"), ctx);
  if (!weak) return;
  ctx.report({
    file: connection.pass.file,
    span: passSpan(connection),
    message: weak.message,
    severity: severityOfAbsence("information", connection.absence),
    docs: docsOf(connection, "ssl_protocols"),
    fixes: [
      {
        title: weak.title,
        safety: "unsafe",
        edits: enforce(connection, [["ssl_protocols", weak.better]]),
      },
    ],
  });
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
