import type { TlsConnection } from "../config/connections.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Span } from "../text.ts";
import type { Rule } from "./shared/rule.ts";

export const hostnameUnderscore: Rule = {
  id: "hostname-underscore",
  severity: "information",
  docs: {
    summary: "The host of a TLS upstream has an underscore, which host names can't have",
    why: `
Host names consist of letters, digits and hyphens (RFC 952, RFC 1123 section 2.1). A public CA may not issue a certificate
for a name with an underscore (CA/Browser Forum ballot SC 12, since 2019), so that the upstream's certificate can't have the
name unless the CA is your own, and some TLS and HTTP servers refuse it as SNI or \`Host\`. Often it is a placeholder that
was left in. Not reported where \`*_ssl_name\` gives another name, and for names of \`upstream\` groups.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc1123#section-2.1",
      "https://cabforum.org/2018/11/12/ballot-sc-12-sunset-of-underscores-in-dnsnames/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://url_to_app.com;
#                              ~~~~~~~~~~~~~~ information: "_" is not valid in host names: no public CA issues a certificate for "url_to_app.com"
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://url-to-app.com;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    if (connection.tls !== "yes" || connection.setting("ssl_name").value !== undefined) return;
    const host = hostOf(connection);
    if (!host?.includes("_") || hasPlaceholder(host) || host.includes("$")) return;
    const { pass } = connection;
    ctx.report({
      file: pass.file,
      span: spanOf(pass, host),
      message: `"_" is not valid in host names: no public CA issues a certificate for "${host}"`,
    });
  },
};

/** A group's servers count only by the group's name, which is what nginx checks. */
function hostOf({ target: { address, group } }: TlsConnection): string | undefined {
  return address && !group && !/^unix:|^\//i.test(address.host) ? address.host : undefined;
}

/** The host within the pass. */
function spanOf({ directive }: Located, host: string): Span {
  const [word] = directive.args;
  if (!word) return directive.name.span;
  const at = word.raw.toLowerCase().indexOf(host.toLowerCase());
  if (at < 0) return word.span;
  const start = word.span.start + at;
  return { start, end: start + host.length };
}
