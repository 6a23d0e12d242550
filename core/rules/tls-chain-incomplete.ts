import { isCa, isSelfIssued, mayHaveIssued } from "../certificates/chain.ts";
import type { X509 } from "../certificates/x509.ts";
import { viewOf } from "../config/sight.ts";
import { tlsFilesOf } from "../config/tls-files.ts";
import { sketches } from "./shared/example-files.ts";
import { fileAt, pathOf } from "./shared/identity.ts";
import {
  atCertificate,
  connected,
  nameOf,
  type Presented,
  presentedBy,
} from "./shared/presented.ts";
import type { RelatedPlace, Rule, RuleContext } from "./shared/rule.ts";

export const tlsChainIncomplete: Rule = {
  id: "tls-chain-incomplete",
  severity: "warning",
  docs: {
    summary: "A certificate file lacks an intermediate certificate",
    why: `
nginx presents just what is in the file, and completes nothing from trusted certificates (\`SSL_MODE_NO_AUTO_CHAIN\`). A
client that has only the root can't get from it to the server's certificate: \`curl\`, programs and most phones fail with
"unable to get local issuer certificate", while desktop browsers often know the intermediate from elsewhere and work.
An upstream refuses a client certificate likewise (verify error 21).

It is a warning if the certificate says where its issuer's is found, as those of public CAs do: these never sign with
their root. It is information if it doesn't say so: a private CA may well sign with its root.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
      "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     www.crt;
#                           ~~~~~~~ warning: the file lacks the certificate of the issuer "Example CA": http://ca.example.net/ca.crt
        ssl_certificate_key www.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     chain.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: {
        "www.crt": sketches({
          name: "www.example.com",
          issuerUrls: ["http://ca.example.net/ca.crt"],
        }),
        "chain.crt": sketches(
          { name: "www.example.com", issuerUrls: ["http://ca.example.net/ca.crt"] },
          { name: "Example CA", issuer: "Example Root", isCa: true },
        ),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    for (const presented of presentedBy(identity, ctx)) {
      const end = endOf(presented);
      if (!end) continue;
      const { leaf, located } = presented;
      const known = issuersElsewhere(end, presented, ctx);
      const isPublic = end === leaf && (leaf.issuerUrls.length > 0 || leaf.isLogged);
      const hasRoot = known.some((it) => isSelfIssued(it.certificate));
      const inBetween = hasRoot ? undefined : known[0];
      // Its issuer may be the root, which peers have.
      if (!inBetween && !isPublic && (end !== leaf || known.length > 0)) continue;
      const place = atCertificate(identity, located);
      const url = inBetween || !end.issuerUrls[0] ? "" : `: ${end.issuerUrls[0]}`;
      const seen = inBetween ? `, which is in "${pathOf(inBetween.located)}"` : "";
      ctx.report({
        ...place,
        message: `the file lacks the certificate of the issuer "${issuerOf(end)}"${seen}${url}`,
        severity: inBetween || isPublic ? "warning" : "information",
        related: [...place.related, ...(inBetween ? [found(inBetween)] : [])],
      });
    }
  },
};

interface Known {
  readonly certificate: X509;
  readonly located: Presented["located"];
}

/** Where the way from the leaf towards a root ends, short of one; undefined if it reaches one. */
function endOf({ chain, leaf }: Presented): X509 | undefined {
  if (isCa(leaf)) return undefined;
  const part = [...connected(chain)];
  if (part.some(isSelfIssued)) return undefined;
  return part.find((it) => !part.some((other) => other !== it && mayHaveIssued(other, it)));
}

/** The certificates of the issuer in other files of the configuration. */
function issuersElsewhere(end: X509, { located }: Presented, ctx: RuleContext): readonly Known[] {
  const all = knownCertificates(ctx).get(end.issuer.key) ?? [];
  return all.filter((it) => it.located !== located && mayHaveIssued(it.certificate, end));
}

/** All certificates of the configuration's files, by subject. */
const knownCertificates = viewOf((ctx: RuleContext) => {
  const known = new Map<string, readonly Known[]>();
  for (const { located, role } of tlsFilesOf(ctx.config)) {
    if (role !== "certificate" && role !== "authorities") continue;
    for (const block of ctx.pem(located)?.blocks ?? []) {
      if (block.kind !== "certificate" || !block.x509) continue;
      const { key } = block.x509.subject;
      known.set(key, [...(known.get(key) ?? []), { certificate: block.x509, located }]);
    }
  }
  return known;
});

function found({ located, certificate }: Known): RelatedPlace {
  return fileAt(located, `this file has the certificate of "${nameOf(certificate)}"`);
}

function issuerOf({ issuer }: X509): string {
  return /(?:^|, )CN=([^,]+)/.exec(issuer.text)?.[1] ?? issuer.text;
}
