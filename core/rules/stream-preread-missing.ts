import { absence } from "../config/effective.ts";
import type { Located, Scope } from "../config/scope.ts";
import { streamServers } from "../config/stream-servers.ts";
import { insertAfter } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf, severityOfAbsence } from "./shared/upstream.ts";

export const streamPrereadMissing: Rule = {
  id: "stream-preread-missing",
  severity: "warning",
  docs: {
    summary: "A server uses `$ssl_preread_*` variables, but nothing reads the ClientHello",
    why: `
The \`$ssl_preread_*\` variables are empty unless \`ssl_preread on\` is in force in the server; nginx accepts the
configuration and every connection takes the path for an empty name.`,
    fixSafety: "Connections are routed by the name in the ClientHello from then on.",
    references: ["https://nginx.org/en/docs/stream/ngx_stream_ssl_preread_module.html#ssl_preread"],
  },
  examples: [
    {
      bad: `
stream {
    server {
        listen 12345;
        proxy_pass $ssl_preread_server_name:443;
#                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "$ssl_preread_server_name" is always empty: "ssl_preread" is off
    }
}
`,
      good: `
stream {
    server {
        listen 12345;
        proxy_pass $ssl_preread_server_name:443;
        ssl_preread on;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const { scope, preread, prereadOn, tlsListens } of streamServers(config.root)) {
      if (prereadOn || tlsListens.length > 0) continue;
      const use = firstUse(scope);
      if (!use) continue;
      const { located, span, variable } = use;
      const [own] = scope.named("ssl_preread");
      ctx.report({
        file: located.file,
        span,
        message: `${variable} is always empty: "ssl_preread" is off`,
        severity: preread ? "warning" : severityOfAbsence("warning", absence(scope)),
        related: preread ? [placeOf(preread, "switched off here")] : [],
        fixes: own
          ? []
          : [
              {
                title: 'Add "ssl_preread on"',
                safety: "unsafe",
                edits: [insertAfter(located, ["ssl_preread on;"])],
              },
            ],
      });
    }
  },
};

const PREREAD = /\$\{?(ssl_preread_\w+)/;

/** The first word in a server that needs the ClientHello, directly or through a `map` of `stream`. */
function firstUse(scope: Scope) {
  const mapped = mappedVariables(scope);
  for (const located of scope.entries) {
    for (const word of located.directive.args) {
      const direct = PREREAD.exec(word.text)?.[1];
      const names = [...word.text.matchAll(/\$\{?(\w+)/g)].map((it) => it[1] ?? "");
      const through = names.find((it) => mapped.has(it));
      const behind = through === undefined ? "" : ` behind "$${through}"`;
      const name = direct ?? (through && mapped.get(through));
      if (name === undefined) continue;
      return { located, span: word.span, variable: `"$${name}"${direct ? "" : behind}` };
    }
  }
  return undefined;
}

/** The variables that a `map` in `stream` makes of a `$ssl_preread_*` variable, each with that one. */
function mappedVariables(server: Scope): ReadonlyMap<string, string> {
  const maps: readonly Located[] = server.parent?.named("map") ?? [];
  const found = new Map<string, string>();
  for (const { directive } of maps) {
    const [source, made] = directive.args.map((it) => it.text);
    const name = PREREAD.exec(source ?? "")?.[1];
    if (name !== undefined && made !== undefined) found.set(made.slice(1), name);
  }
  return found;
}
