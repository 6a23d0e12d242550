import type { Config } from "../config/config.ts";
import type { TlsConnection } from "../config/connections.ts";
import type { Located, Scope } from "../config/scope.ts";
import { topic } from "../config/topics.ts";
import { removeDirectives } from "./shared/edits.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { passSpan, withTls } from "./shared/upstream.ts";

export const upstreamTlsDirectivesIneffective: Rule = {
  id: "upstream-tls-directives-ineffective",
  severity: "information",
  docs: {
    summary: "Upstream TLS directives stand where every pass is plaintext",
    why: `
\`proxy_ssl_*\` counts only for \`proxy_pass https://\` (\`grpcs://\`, \`suwsgi://\`). For a plaintext pass nginx does not
even open the files or check the values, so the block looks protected and is not. A \`grpc_pass\` without a scheme
is plaintext. (\`proxy_ssl_password_file\` is the exception: it is read in any case.)`,
    fixSafety: "With TLS an upstream that speaks plaintext on this port is no longer reached.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
      "https://nginx.org/en/docs/http/ngx_http_grpc_module.html#grpc_pass",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass http://api.example.com:8080;
            proxy_ssl_server_name on;
#           ~~~~~~~~~~~~~~~~~~~~~ information: "proxy_ssl_server_name" has no effect: the pass here is plaintext
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com:8080;
            proxy_ssl_server_name on;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const written = directivesByScope(config);
    for (const [scope, connections] of connectionsByScope(config)) {
      const all = written.get(scope) ?? [];
      for (const prefix of all.length > 0 ? PREFIXES : []) {
        const affected = connections.filter((it) => it.facts.prefix === prefix);
        const directives = all.filter((it) => it.directive.name.text.startsWith(prefix));
        const [first] = directives;
        if (!first || affected.length === 0 || !affected.every(isPlaintext)) continue;
        ctx.report({
          file: first.file,
          span: first.directive.name.span,
          message: `"${first.directive.name.text}" has no effect: ${affected.length === 1 ? "the pass here is" : "all passes here are"} plaintext`,
          tags: ["unnecessary"],
          related: affected.slice(0, 3).map((it) => ({
            file: it.pass.file,
            span: passSpan(it),
            message: "plaintext",
          })),
          fixes: fixes(affected, directives, ctx),
        });
      }
    }
  },
};

/** The HTTP connections in each block and all blocks in it; blocks that may have unseen ones left out. */
function connectionsByScope(config: Config): Map<Scope, TlsConnection[]> {
  const found = new Map<Scope, TlsConnection[]>();
  for (const connection of config.connections) {
    if (connection.facts.family === "stream") continue;
    for (const scope of connection.scope.outward()) {
      const list = found.get(scope);
      if (list) list.push(connection);
      else found.set(scope, [connection]);
    }
  }
  for (const scope of config.root.inward()) {
    if (!scope.hasUnreadInclude) continue;
    for (const around of scope.outward()) found.delete(around);
  }
  if (config.kind === "fragment") found.delete(config.root);
  return found;
}

const PREFIXES = ["proxy_", "grpc_", "uwsgi_"] as const;

function directivesByScope({ root }: Config): ReadonlyMap<Scope, readonly Located[]> {
  const found = new Map<Scope, Located[]>();
  for (const located of root.about(TLS_DIRECTIVES)) {
    const list = found.get(located.scope);
    if (list) list.push(located);
    else found.set(located.scope, [located]);
  }
  return found;
}

const TLS_DIRECTIVES = topic(
  ({ name }) => /^(proxy|grpc|uwsgi)_ssl_/.test(name) && !name.endsWith("_password_file"),
);

/** A scheme in front of a variable is plaintext, but nginx still loads the files then. */
function isPlaintext(connection: TlsConnection): boolean {
  return connection.tls === "no" && !connection.target.hasVariables;
}

function fixes(
  [only, ...others]: readonly TlsConnection[],
  directives: readonly Located[],
  { config }: RuleContext,
): RuleFix[] {
  const edits =
    only && others.length === 0 ? withTls(only, config.settings.trustedCertificate) : undefined;
  const found: RuleFix[] = edits
    ? [{ title: `Use ${only?.facts.tlsScheme}://`, safety: "unsafe", edits }]
    : [];
  found.push({
    title: "Delete the TLS directives of this block",
    safety: "unsafe",
    edits: removeDirectives(directives),
  });
  return found;
}
