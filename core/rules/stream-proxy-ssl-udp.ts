import { removeDirective } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

export const streamProxySslUdp: Rule = {
  id: "stream-proxy-ssl-udp",
  severity: "warning",
  docs: {
    summary: "TLS to the upstream is switched on for a UDP listener, where it is ignored",
    why: `
nginx starts TLS to the upstream only for TCP sessions (\`ngx_stream_proxy_module.c\` asks for \`SOCK_STREAM\`). On a
\`listen … udp\` socket \`proxy_ssl on\` is accepted and ignored: datagrams go out unencrypted.`,
    fixSafety:
      "Nothing changes on the network; another listener that inherits the directive keeps it.",
    references: ["https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_ssl"],
  },
  examples: [
    {
      bad: `
stream {
    server {
        listen 12345 udp;
        proxy_pass 10.0.0.1:12345;
        proxy_ssl on;
#       ~~~~~~~~~ warning: "proxy_ssl" is ignored on a UDP listener: datagrams are sent unencrypted
    }
}
`,
      good: `
stream {
    server {
        listen 12345 udp;
        proxy_pass 10.0.0.1:12345;
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const [first] = connection.setting("ssl").directives;
    if (connection.facts.family !== "stream" || !connection.isOn("ssl") || !first) return;
    const listens = connection.scope.named("listen");
    const udp = listens.filter((it) => it.directive.args.some((word) => word.text === "udp"));
    const [listen] = udp;
    if (!listen) return;
    const own = first.scope === connection.scope;
    const at = own ? first : listen;
    ctx.report({
      file: at.file,
      span: at.directive.name.span,
      message: '"proxy_ssl" is ignored on a UDP listener: datagrams are sent unencrypted',
      related: [own ? placeOf(listen, "the UDP listener") : placeOf(first, "inherited from here")],
      fixes:
        own && udp.length === listens.length
          ? [{ title: 'Delete "proxy_ssl"', safety: "unsafe", edits: [removeDirective(first)] }]
          : [],
    });
  },
};
