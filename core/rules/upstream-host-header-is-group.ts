import type { TlsConnection } from "../config/connections.ts";
import { type Effective, effective } from "../config/effective.ts";
import type { FileEdit } from "../finding.ts";
import { docUrl } from "../knowledge/directives.ts";
import { insertAfter, textOf } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import {
  anchorOf,
  certificateNames,
  isNamedLikeServer,
  NAME_PLACEHOLDER,
  passSpan,
  placeOf,
} from "./shared/upstream.ts";

export const upstreamHostHeaderIsGroup: Rule = {
  id: "upstream-host-header-is-group",
  severity: "hint",
  docs: {
    summary: "The `Host` header sent to a TLS upstream is the name of the `upstream` group",
    why: `
nginx sends \`Host: $proxy_host\` by default, which for an \`upstream\` group is the group's name. \`proxy_ssl_name\`
does not change it: an upstream with several sites finds the certificate by SNI and then answers from another site.`,
    fixSafety: "An upstream with several sites may answer from another one than before.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header",
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream",
    ],
  },
  examples: [
    {
      bad: `
http {
    upstream pool {
        server a.example.com:443;
    }
    server {
        location / {
            proxy_pass https://pool;
#                      ~~~~~~~~~~~~ hint: "Host" sent to the upstream is "pool", the name of the upstream group
            proxy_ssl_name a.example.com;
        }
    }
}
`,
      good: `
http {
    upstream pool {
        server a.example.com:443;
    }
    server {
        location / {
            proxy_pass https://pool;
            proxy_set_header Host a.example.com;
            proxy_ssl_name a.example.com;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { group } = connection.target;
    if (connection.tls !== "yes" || !group || !SENDS_HOST.has(connection.facts.family)) return;
    if (group.servers.length === 0 || isNamedLikeServer(group)) return;
    const sslName = connection.setting("ssl_name").value;
    if (sslName?.toLowerCase() === group.name.toLowerCase()) return;
    const name = `${connection.facts.prefix}set_header`;
    const headers = effective(name, connection.scope);
    if (connection.absence !== "certain" || headers?.directives.some(isHost)) return;
    const values = hostValues(connection);
    if (values.length === 0) return;
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: `"Host" sent to the upstream is "${group.name}", the name of the upstream group`,
      docs: docUrl(name, "http/location"),
      related: [placeOf(group.opener, "the group")],
      fixes: values.map((value) => ({
        title: value === CLIENT_HOST ? "Pass on the client's Host" : `Send "Host: ${value}"`,
        safety: "unsafe",
        edits: [setHeader(connection, headers, `${name} Host ${value};`)],
      })),
    });
  },
};

/** gRPC sends it as \`:authority\`; uwsgi and stream have no such header. */
const SENDS_HOST: ReadonlySet<string> = new Set(["proxy", "grpc"]);

function isHost({ directive }: Effective["directives"][number]): boolean {
  return directive.args[0]?.text.toLowerCase() === "host";
}

const CLIENT_HOST = "$host";

/** Values to choose from; none if the group's name is the only DNS name there is, and so surely meant. */
function hostValues(connection: TlsConnection): readonly string[] {
  const sslName = connection.setting("ssl_name").value;
  if (sslName) return [sslName, CLIENT_HOST];
  const [name] = certificateNames(connection);
  if (name === connection.target.group?.name) return [];
  return name === undefined || name === NAME_PLACEHOLDER ? [CLIENT_HOST] : [name, CLIENT_HOST];
}

/** A block with a header of its own inherits none, so inherited ones are repeated. */
function setHeader(
  connection: TlsConnection,
  headers: Effective | undefined,
  header: string,
): FileEdit {
  const anchor = anchorOf(connection.pass);
  const inherited = headers && headers.scope !== anchor.scope ? headers.directives : [];
  return insertAfter(anchor, [...inherited.map(textOf), header]);
}
