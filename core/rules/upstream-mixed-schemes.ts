import type { TlsConnection } from "../config/connections.ts";
import type { Upstream } from "../config/upstreams.ts";
import type { Rule } from "./shared/rule.ts";
import { passSpan } from "./shared/upstream.ts";

export const upstreamMixedSchemes: Rule = {
  id: "upstream-mixed-schemes",
  severity: "information",
  docs: {
    summary: "One upstream group is used with TLS and without",
    why: `
The servers of a group listen on one port each, so plaintext and TLS passes to the same group can hardly both
be right. nginx accepts it in silence.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"],
  },
  examples: [
    {
      bad: `
http {
    upstream app {
        server 10.0.0.1:8000;
    }
    server {
        location /a {
            proxy_pass http://app;
#                      ~~~~~~~~~~ information: group "app" is used without TLS here and with TLS elsewhere
        }
        location /b {
            proxy_pass https://app;
        }
    }
}
`,
      good: `
http {
    upstream app {
        server 10.0.0.1:8443;
    }
    server {
        location /a {
            proxy_pass https://app;
        }
        location /b {
            proxy_pass https://app;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const withTls = new Map<Upstream, TlsConnection>();
    for (const connection of config.connections) {
      const { group } = connection.target;
      if (group && connection.tls === "yes" && !withTls.has(group)) withTls.set(group, connection);
    }
    for (const connection of config.connections) {
      const { group } = connection.target;
      const other = group && withTls.get(group);
      if (connection.tls !== "no" || !other) continue;
      ctx.report({
        file: connection.pass.file,
        span: passSpan(connection),
        message: `group "${group.name}" is used without TLS here and with TLS elsewhere`,
        related: [{ file: other.pass.file, span: passSpan(other), message: "with TLS here" }],
      });
    }
  },
};
