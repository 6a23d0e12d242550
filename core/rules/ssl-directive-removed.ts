import type { Config } from "../config/config.ts";
import { listenersOf, type VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import type { FileEdit } from "../finding.ts";
import { versionAtLeast } from "../settings.ts";
import { appendArgument, insertAfter, removeDirective } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { severityByVersion } from "./shared/structure.ts";

/** True for a place where the directive stood. */
export function tookSsl(place: string): boolean {
  return /^(http|mail)(\/server)?$/.test(place);
}

export const sslDirectiveRemoved: Rule = {
  id: "ssl-directive-removed",
  severity: "error",
  directives: ["ssl"],
  docs: {
    summary: 'TLS is switched on by "ssl", which nginx removed in 1.25.1',
    why: `
Deprecated since 1.15.0, unknown since 1.25.1: nginx refuses a configuration with it. \`ssl on\` made every \`listen\` of
the server a TLS socket, port 80 too; what replaces it is \`ssl\` on each \`listen\`. As long as
\`nginxTls.nginxVersion\` has its default, the finding is a warning only.`,
    fixSafety: "Each port of the server speaks TLS then, as it did with the directive.",
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html",
      "https://nginx.org/en/CHANGES",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.28.0" },
      bad: `
http {
    server {
        listen 443;
        ssl on;
#       ~~~ error: unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, scope, file } = located;
    const { settings } = ctx.config;
    if (
      !tookSsl(scope.place) ||
      directive.block ||
      !versionAtLeast(settings.nginxVersion, "1.15.0")
    )
      return;
    const isGone = versionAtLeast(settings.nginxVersion, "1.25.1");
    ctx.report({
      file,
      span: directive.name.span,
      message: isGone
        ? 'unknown directive "ssl" since nginx 1.25.1, use "listen ... ssl"'
        : 'the "ssl" directive is deprecated, use the "listen ... ssl" directive instead',
      severity: isGone ? severityByVersion(settings) : "warning",
      tags: ["deprecated"],
      docs: docsAt(located, "listen"),
      fixes: fixes(located, ctx.config),
    });
  },
};

function fixes(located: Located, config: Config): readonly RuleFix[] {
  const isOn = located.directive.args[0]?.text.toLowerCase() === "on";
  const { servers } = listenersOf(config);
  const affected = servers.filter((it) => it.settings("ssl").includes(located));
  const outer = located.scope.parent?.nearest("ssl");
  if (!affected.every((it) => it.complete) || outer) return [];
  const edits = isOn ? affected.flatMap(markListens) : [];
  return [
    {
      title: isOn ? 'Move "ssl" to "listen"' : 'Delete "ssl off"',
      safety: "safe",
      edits: [removeDirective(located), ...edits],
    },
  ];
}

function markListens({ scope, listens }: VirtualServer): FileEdit[] {
  const written = listens.flatMap((it) => it.located ?? []);
  const [first] = scope.named("server_name");
  if (written.length === 0) return first ? [insertAfter(first, ["listen 80 ssl;"])] : [];
  return listens
    .filter((it) => !it.parameters.has("ssl") && it.socket.transport === "tcp")
    .flatMap((it) => (it.located ? [appendArgument(it.located, "ssl")] : []));
}
