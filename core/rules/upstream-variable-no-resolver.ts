import { effective } from "../config/effective.ts";
import { insertAfter } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { needsLookUp } from "./shared/run-time-host.ts";
import { anchorOf, passSpan, severityOfAbsence } from "./shared/upstream.ts";

export const upstreamVariableNoResolver: Rule = {
  id: "upstream-variable-no-resolver",
  severity: "warning",
  docs: {
    summary: "A pass with a variable needs a resolver, and none is set",
    why: `
If the argument of a pass has a variable, nginx looks the host up at run time, unless it is an IP address or the
name of an upstream that the configuration knows. Without \`resolver\` every such request ends with 502 and
\`no resolver defined to resolve …\`. Where the host is wholly an argument of the request, it may name any declared
\`upstream\`, and \`$host\` one that is named like a host; if there are such, nothing is reported.`,
    fixSafety:
      "The address is that of the local stub resolver of systemd; put your own DNS server there.",
    references: ["https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            set $api api.example.com;
            proxy_pass https://$api;
#                      ~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            set $api api.example.com;
            proxy_pass https://$api;
            resolver 127.0.0.53 valid=30s;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { target, facts, scope } = connection;
    if (!target.hasVariables || target.group || effective("resolver", scope)) return;
    if (connection.absence === "fragment") return;
    if (/^(https?:\/\/)?unix:/i.test(target.text) || !needsLookUp(connection, ctx.config)) return;
    const page = facts.upstreams === "http" ? "http/ngx_http_core" : "stream/ngx_stream_core";
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: 'host is looked up at run time, but no "resolver" is set',
      severity: severityOfAbsence("warning", connection.absence),
      docs: `https://nginx.org/en/docs/${page}_module.html#resolver`,
      fixes: [
        {
          title: "Add a resolver",
          safety: "unsafe",
          edits: [insertAfter(anchorOf(connection.pass), ["resolver 127.0.0.53 valid=30s;"])],
        },
      ],
    });
  },
};
