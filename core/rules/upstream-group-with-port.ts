import { replaceSpan } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { passSpan, placeOf } from "./shared/upstream.ts";

export const upstreamGroupWithPort: Rule = {
  id: "upstream-group-with-port",
  severity: "error",
  docs: {
    summary: "A pass gives a port to an upstream group",
    why: `
The ports belong to the \`server\` lines of the group. nginx refuses a port behind the group's name:
\`upstream "app" may not have port 443\`.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
    ],
  },
  examples: [
    {
      bad: `
http {
    upstream app {
        server 10.0.0.1:443;
    }
    server {
        location / {
            proxy_pass https://app:443;
#                      ~~~~~~~~~~~~~~~ error: upstream "app" may not have port 443
        }
    }
}
`,
      good: `
http {
    upstream app {
        server 10.0.0.1:443;
    }
    server {
        location / {
            proxy_pass https://app;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { address, group, hasVariables } = connection.target;
    const [word] = connection.pass.directive.args;
    if (!group || address?.port === undefined || hasVariables || !word) return;
    const at = word.raw.indexOf(`:${address.port}`);
    if (at < 0) return;
    const start = word.span.start + at;
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `upstream "${group.name}" may not have port ${address.port}`,
      related: [placeOf(group.opener, "the group is declared here")],
      fixes: [
        {
          title: `Delete ":${address.port}"`,
          safety: "safe",
          edits: [
            replaceSpan(
              connection.pass.file,
              { start, end: start + `:${address.port}`.length },
              "",
            ),
          ],
        },
      ],
    });
  },
};
