import { namesOf } from "../certificates/host-names.ts";
import { effective } from "../config/effective.ts";
import type { Identity } from "../config/identities.ts";
import type { Located } from "../config/scope.ts";
import type { Word } from "../syntax/tree.ts";
import { sketches } from "./shared/example-files.ts";
import { pathOf } from "./shared/identity.ts";
import { certificateAt, hasName, isComparable, presentedBy } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsSanMismatch: Rule = {
  id: "tls-san-mismatch",
  severity: "warning",
  docs: {
    summary: "The certificate of a server is not good for one of its names",
    why: `
Clients that ask for this name get a certificate of another, and refuse it; nginx compares nothing. A wildcard stands for
just one label: \`*.example.com\` is neither good for \`example.com\` nor for \`a.b.example.com\` (RFC 9525 section 6.3). One
with a single label behind it, such as \`*.internal\`, is good for nothing to OpenSSL, curl and Firefox. With
several certificates each must have all names, for the client's algorithms decide which one it gets. Names that end with
\`*\`, regular expressions, \`_\`, and names without a dot are not looked at.`,
    references: [
      "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
      "https://nginx.org/en/docs/http/configuring_https_servers.html#certificate_with_several_names",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com example.com;
#                                   ~~~~~~~~~~~ warning: "example.com" is not among the names of the certificate "www.crt"
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com example.com;
        ssl_certificate     both.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "www.crt": sketches({ name: "www.example.com" }),
        "both.crt": sketches({
          name: "www.example.com",
          names: ["www.example.com", "example.com"],
        }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (identity.side !== "server" || identity.tls !== "yes" || identity.scope.isIn("mail")) return;
    if (rejectsHandshakes(identity)) return;
    for (const presented of presentedBy(identity, ctx)) {
      const { leaf, located } = presented;
      const missing = namesIn(identity).filter(({ word }) => !hasName(leaf, word.text));
      const [first, ...others] = missing;
      if (!first) continue;
      const more = others.length > 0 ? `, nor ${others.length} more` : "";
      ctx.report({
        file: first.located.file,
        span: first.word.span,
        message: `"${first.word.text}" is not among the names of the certificate "${pathOf(located).replace(/.*\//, "")}"${more}`,
        related: [certificateAt(presented, `good for ${shown(namesOf(leaf))}`)],
      });
    }
  },
};

interface ServerName {
  readonly located: Located;
  readonly word: Word;
}

function namesIn({ scope }: Identity): readonly ServerName[] {
  const all = scope
    .named("server_name")
    .flatMap((located) => located.directive.args.map((word) => ({ located, word })));
  return all.filter(({ word }) => isComparable(word.text));
}

/** As many names as a line bears. */
function shown(names: readonly string[]): string {
  const some = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${some} and ${names.length - 5} more` : some || "no name";
}

function rejectsHandshakes({ scope }: Identity): boolean {
  const value = effective("ssl_reject_handshake", scope)?.directives[0].directive.args[0]?.text;
  return value?.toLowerCase() === "on";
}
