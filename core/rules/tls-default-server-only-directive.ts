import type { VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { serverLabel } from "../config/server-label.ts";
import { insertAfter, removeDirectives, textOf } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { serverAnchor, serverPlace } from "./shared/server.ts";

const NAMES = [
  "ssl_session_cache",
  "ssl_session_timeout",
  "ssl_session_ticket_key",
  "ssl_ecdh_curve",
  "ssl_early_data",
  "ssl_conf_command",
] as const;

export const tlsDefaultServerOnlyDirective: Rule = {
  id: "tls-default-server-only-directive",
  severity: "warning",
  needs: NAMES,
  docs: {
    summary:
      "A TLS setting stands in a server that is not the default of its socket, where it has no effect",
    why: `
Sessions, tickets, curves, early data, and \`MinProtocol\` or \`MaxProtocol\` of \`ssl_conf_command\` belong to the TLS
context that a connection starts with: that of the socket's default server. nginx takes such a directive in any
server and ignores it outside the default one. Nothing is reported where both say the same.`,
    fixSafety:
      "The setting comes into force for all servers of the socket, or is gone from this one.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache",
      "https://nginx.org/en/docs/http/server_names.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
    server {
        listen 443 ssl;
        server_name api.example.com;
        ssl_session_cache shared:SSL:10m;
#       ~~~~~~~~~~~~~~~~~ warning: "ssl_session_cache" counts only in the default server of the socket, "www.example.com"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
    server {
        listen 443 ssl;
        server_name api.example.com;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family === "mail") return;
    const tls = server.tlsListens;
    if (tls.length === 0 || tls.some((it) => it.socket.defaultServer === server)) return;
    for (const name of NAMES) {
      const own = counted(server.scope.named(name));
      const [first] = own;
      if (!first) continue;
      const listen = tls.find(({ socket }) => {
        const other = socket.defaultServer;
        return other && comparable(name, counted(other.settings(name))) !== comparable(name, own);
      });
      const other = listen?.socket.defaultServer;
      const shown = other && serverPlace(other);
      if (!listen || !other || !shown) continue;
      const { complete } = listen.socket;
      ctx.report({
        file: first.file,
        span: first.directive.name.span,
        message: `"${name}" counts only in the default server of the socket, "${serverLabel(other)}"`,
        severity: complete ? "warning" : "information",
        docs: docsAt(first),
        related: [{ ...shown, message: "the default server of the socket" }],
        fixes: fixes(own, other, complete, ctx),
      });
    }
  },
};

/** Of `ssl_conf_command` only the limits of versions belong to the connection's first context. */
function counted(directives: readonly Located[]): readonly Located[] {
  return directives.filter(
    ({ directive: { name, args } }) =>
      name.text !== "ssl_conf_command" || /^(min|max)protocol$/i.test(args[0]?.text ?? ""),
  );
}

/** What holds where the directive is not written; of the times, those that people write. */
const DEFAULTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["ssl_session_cache", ["none"]],
  ["ssl_session_timeout", ["5m", "300", "300s"]],
  ["ssl_early_data", ["off"]],
  ["ssl_ecdh_curve", ["auto"]],
]);

/** The value in words to compare, "" for the default. */
function comparable(name: string, directives: readonly Located[]): string {
  const text = directives
    .map(({ directive }) => directive.args.map((it) => it.text).join(" "))
    .join("\n");
  return DEFAULTS.get(name)?.includes(text.toLowerCase()) ? "" : text;
}

function fixes(
  own: readonly Located[],
  other: VirtualServer,
  complete: boolean,
  ctx: RuleContext,
): readonly RuleFix[] {
  const anchor = serverAnchor(other);
  const [first] = own;
  if (!anchor || !first) return [];
  const { name } = first.directive;
  const present = counted(other.scope.named(name.text));
  const copy: RuleFix = {
    title: `Copy "${name.text}" to the default server`,
    safety: "unsafe",
    edits: [...removeDirectives(present), insertAfter(anchor, own.map(textOf))],
  };
  const places = ctx.config.root.everywhere(name.text);
  const isShared = places.filter((it) => it.directive === first.directive).length > 1;
  if (isShared) return present.some((it) => it.file === anchor.file) ? [] : [copy];
  return [
    {
      title: `Delete "${name.text}" here`,
      safety: complete ? "safe" : "unsafe",
      edits: removeDirectives(own),
    },
    ...(present.length === 0 ? [copy] : []),
  ];
}
