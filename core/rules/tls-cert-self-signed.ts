import { isPrivateName, namesOf } from "../certificates/host-names.ts";
import type { Identity } from "../config/identities.ts";
import type { Severity } from "../severity.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt } from "./shared/identity.ts";
import {
  atCertificate,
  isSelfSigned,
  nameOf,
  type Presented,
  presentedBy,
} from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsCertSelfSigned: Rule = {
  id: "tls-cert-self-signed",
  severity: "warning",
  docs: {
    summary: "A server presents a certificate that signed itself",
    why: `
No client trusts a certificate that no CA signed, unless it was told to trust just this one; people learn to click
warnings away, and programs get their verification switched off. Free certificates of public CAs, or a CA of one's own,
take no more work. As a client certificate for an upstream it is information, for the upstream may well be told to trust
it; for names such as \`localhost\`, \`.internal\` and \`.test\`, and for servers that only catch what no other server
takes, it is a hint.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html",
      "https://www.rfc-editor.org/rfc/rfc5280#section-6",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     self.crt;
#                           ~~~~~~~~ warning: the certificate of "www.example.com" is self-signed: no client trusts it by itself
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "self.crt": sketches({ name: "www.example.com", issuer: "www.example.com" }),
        "www.crt": sketches({ name: "www.example.com" }),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const presented of presentedBy(identity, ctx)) {
      if (!isSelfSigned(presented)) continue;
      const { leaf, located } = presented;
      const peer = identity.side === "server" ? "client" : "upstream";
      ctx.report({
        ...atCertificate(identity, located),
        message: `the certificate of "${nameOf(leaf)}" is self-signed: no ${peer} trusts it by itself`,
        severity: severityFor(identity, presented),
        docs: docsAt(located),
      });
    }
  },
};

function severityFor(identity: Identity, { leaf }: Presented): Severity {
  if (identity.side === "upstream") return "information";
  const words = identity.scope.named("server_name").flatMap((it) => it.directive.args);
  const served = words.map((it) => it.text);
  const catchesAll = served.every((it) => it === "_" || it === "");
  const isPrivate = (names: readonly string[]) => names.length > 0 && names.every(isPrivateName);
  return catchesAll || isPrivate(served) || isPrivate(namesOf(leaf)) ? "hint" : "warning";
}
