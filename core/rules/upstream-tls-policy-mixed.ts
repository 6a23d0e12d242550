import type { Config } from "../config/config.ts";
import type { TlsConnection } from "../config/connections.ts";
import type { Located } from "../config/scope.ts";
import {
  keptDifference,
  policyDifference,
  type SharedUpstream,
  sharedKeepalive,
  sharedUpstreams,
} from "../config/shared-upstreams.ts";
import { versionAtLeast } from "../settings.ts";
import { appendArgument } from "./shared/edits.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { anchorOf, docsOf, enforce, passSpan, placeOf } from "./shared/upstream.ts";

export const upstreamTlsPolicyMixed: Rule = {
  id: "upstream-tls-policy-mixed",
  severity: "warning",
  docs: {
    summary: "Locations with different TLS policies share the sessions of one upstream",
    why: `
nginx keeps TLS sessions towards an upstream with the *upstream*, not with the location
(\`ngx_http_upstream_set_round_robin_peer_session\`), and OpenSSL restores the verification result and the client's
identity with a session. Observed on nginx 1.22.1 and 1.31.5: a location that verifies fails on the session of one
that does not; a location that trusts another CA succeeds on a foreign session; and the upstream sees the client
certificate of location A for requests of location B. With \`keepalive N\` (without \`local\`) whole connections are
shared in the same way, and the name in the certificate is not checked again. Give each policy its own \`upstream\`
block, or switch session reuse off; a location that does so neither stores sessions nor takes stored ones.`,
    fixSafety:
      "Every connection of these locations makes a full handshake from then on, and with `local` more connections stay open.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_session_reuse",
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location /a {
            proxy_pass https://api.example.com;
            proxy_ssl_certificate     tenant.crt;
            proxy_ssl_certificate_key tenant.key;
        }
        location /b {
            proxy_pass https://api.example.com;
#                      ~~~~~~~~~~~~~~~~~~~~~~~ warning: TLS sessions are shared with a location of another policy: "proxy_ssl_certificate" differs
        }
    }
}
`,
      good: `
http {
    server {
        location /a {
            proxy_pass https://api.example.com;
            proxy_ssl_session_reuse off;
            proxy_ssl_certificate     tenant.crt;
            proxy_ssl_certificate_key tenant.key;
        }
        location /b {
            proxy_pass https://api.example.com;
            proxy_ssl_session_reuse off;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const shared of sharedUpstreams(config.connections)) reportShared(shared, ctx);
  },
};

function reportShared({ connections, group }: SharedUpstream, ctx: RuleContext): void {
  const keepalive = sharedKeepalive(group);
  // Without reuse a location neither stores sessions nor takes stored ones.
  const [first, ...others] = keepalive
    ? connections
    : connections.filter((it) => it.isOn("ssl_session_reuse"));
  if (!first) return;
  const shared = keepalive ? "connections" : "TLS sessions";
  for (const other of others) {
    const suffix = keepalive ? keptDifference(first, other) : policyDifference(first, other);
    if (suffix === undefined) continue;
    ctx.report({
      file: other.pass.file,
      span: passSpan(other),
      message: `${shared} are shared with a location of another policy: "${other.directiveName(suffix)}" differs`,
      docs: docsOf(other, "ssl_session_reuse"),
      related: [
        { file: first.pass.file, span: passSpan(first), message: "the other policy" },
        ...(keepalive ? [placeOf(keepalive, "connections are kept and shared here")] : []),
      ],
      fixes: keepalive
        ? keepApart(keepalive, connections, suffix, ctx.config)
        : [sessionReuseOff(connections)],
    });
  }
}

/** Since nginx 1.29.7 each location can keep its own connections; names are checked for each of those. */
function keepApart(
  keepalive: Located,
  connections: readonly TlsConnection[],
  suffix: string,
  { settings }: Config,
): readonly RuleFix[] {
  if (!versionAtLeast(settings.nginxVersion, "1.29.7")) return [];
  const local = appendArgument(keepalive, "local");
  const { edits } = sessionReuseOff(connections);
  if (suffix === "ssl_name" || edits.length === 0) {
    return [{ title: "Keep connections for each location", safety: "unsafe", edits: [local] }];
  }
  const title = "Keep connections for each location, and reuse no sessions";
  return [{ title, safety: "unsafe", edits: [local, ...edits] }];
}

function sessionReuseOff(connections: readonly TlsConnection[]): RuleFix {
  // One location has several passes, with those in its `if` blocks, and a shared file one for several locations.
  const onePerPass = new Map(connections.map((it) => [it.pass.directive, it]));
  const onePerBlock = new Map([...onePerPass.values()].map((it) => [anchorOf(it.pass).scope, it]));
  return {
    title: "Switch session reuse off in these locations",
    safety: "unsafe",
    edits: [...onePerBlock.values()]
      .filter((it) => it.isOn("ssl_session_reuse"))
      .flatMap((it) => enforce(it, [["ssl_session_reuse", "off"]])),
  };
}
