import { enabledProtocols } from "../config/enabled-protocols.ts";
import { versionAtLeast } from "../settings.ts";
import { removeDirectives, replaceArguments } from "./shared/edits.ts";
import { hasUnknownProtocol, protocolGap } from "./shared/protocols.ts";
import type { Rule } from "./shared/rule.ts";
import { severityByOpenssl } from "./shared/structure.ts";
import { docsOf, passSpan } from "./shared/upstream.ts";

export const upstreamTlsProtocolsGap: Rule = {
  id: "upstream-tls-protocols-gap",
  severity: "warning",
  docs: {
    summary: "A protocol list for an upstream has a gap, so its newer versions are never used",
    why: `
As a client OpenSSL offers one contiguous range of versions: of a list with a gap it uses the *lowest* block
alone. \`TLSv1.1 TLSv1.3\` therefore means TLS 1.1, which OpenSSL 3.0 offers but can't use at its default security
level: every request ends with 502, an error where the setting names that version. nginx accepts the list in silence.
Since OpenSSL 3.2 versions before TLS 1.2 don't count, unless the cipher string has \`@SECLEVEL=0\`: then nothing is
reported. (Observed with OpenSSL 3.0, 3.5 and 3.6.)`,
    fixSafety: "Upstreams that speak nothing newer than TLS 1.1 can no longer be reached.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_protocols",
      "https://docs.openssl.org/3.0/man3/SSL_CTX_set_options/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_protocols TLSv1.1 TLSv1.3;
#           ~~~~~~~~~~~~~~~~~~~ warning: TLSv1.2 is left out: before 3.2, OpenSSL uses nothing newer than TLSv1.1 here
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_protocols TLSv1.2 TLSv1.3;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { directives, name } = connection.setting("ssl_protocols");
    const [first, ...others] = directives;
    const enabled = enabledProtocols(directives);
    const gap = protocolGap(enabled);
    if (connection.tls !== "yes" || gap === undefined || !first) return;
    if (hasUnknownProtocol(directives)) return;
    const { settings } = ctx.config;
    const isOld = !versionAtLeast(settings.opensslVersion, "3.2");
    const isLow = /@SECLEVEL=0/.test(connection.setting("ssl_ciphers").value ?? "");
    if (!isOld && !isLow) return;
    const isKnown = isLow || severityByOpenssl(settings) === "error";
    const used = ["TLSv1", "TLSv1.1", "TLSv1.2"].filter((it) => enabled.has(it) && it < gap);
    ctx.report({
      file: first.file,
      span: first.directive.name.span,
      message: isKnown
        ? `${gap} is left out, so nothing newer than ${used.at(-1)} is used with this upstream`
        : `${gap} is left out: before 3.2, OpenSSL uses nothing newer than ${used.at(-1)} here`,
      severity:
        isKnown && !isLow && versionAtLeast(settings.opensslVersion, "3.0") ? "error" : "warning",
      docs: docsOf(connection, "ssl_protocols"),
      related: [
        {
          file: connection.pass.file,
          span: passSpan(connection),
          message: `"${name}" counts for this upstream`,
        },
      ],
      fixes: [
        {
          title: "Use TLSv1.2 and TLSv1.3",
          safety: "unsafe",
          edits: [replaceArguments(first, "TLSv1.2 TLSv1.3"), ...removeDirectives(others)],
        },
      ],
    });
  },
};
