import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

const FAMILIES = ["", "proxy_", "grpc_", "uwsgi_"];

export const tlsCertificateDataLiteral: Rule = {
  id: "tls-certificate-data-literal",
  severity: "warning",
  directives: FAMILIES.flatMap((it) => [`${it}ssl_certificate`, `${it}ssl_certificate_key`]),
  docs: {
    summary: "A key stands in the configuration itself, or comes from the request",
    why: `
\`data:\` takes the PEM text in place of a file name. It is meant for variables that a key store fills. A key written there
is readable to everybody who may read the configuration, and ends in backups and version control; one that comes from
a header, a cookie or an argument is the client's choice.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key data:$http_x_key;
#                           ~~~~~~~~~~~~~~~~ warning: "$http_x_key" comes from the client
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key data:$key_from_store;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const message = faultOf(located.directive.name.text, pathOf(located));
    const span = pathSpan(located);
    if (message === undefined) return;
    const line = located.file.text.slice(span.start, span.end).indexOf("\n");
    ctx.report({
      file: located.file,
      span: line < 0 ? span : { start: span.start, end: span.start + line },
      message,
      docs: docsAt(located),
    });
  },
};

const FROM_REQUEST =
  /\$\{?((?:http|arg|cookie)_\w+|args|query_string|request\w*|uri|document_uri|ssl_client_\w+)/;

function faultOf(name: string, value: string): string | undefined {
  if (!value.startsWith("data:")) return undefined;
  const variable = FROM_REQUEST.exec(value)?.[1];
  if (variable !== undefined) return `"$${variable}" comes from the client`;
  if (value.includes("$") || !name.endsWith("_key")) return undefined;
  return "the private key stands in the configuration";
}
