import type { Identity } from "../config/identities.ts";
import type { Located } from "../config/scope.ts";
import { removeDirectives } from "./shared/edits.ts";
import { certificateFile, keyFile } from "./shared/example-files.ts";
import { docsAt, fileAt, isInUse, pathSpan } from "./shared/identity.ts";
import { leafIn, pairingOf } from "./shared/pem-sides.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const serverTlsSameTypeTwice: Rule = {
  id: "server-tls-same-type-twice",
  severity: "warning",
  docs: {
    summary: "A server has two certificates of one key type, of which only the last is presented",
    why: `
A server can have certificates of different key types, such as RSA and ECDSA: the client's algorithms decide.
OpenSSL keeps one certificate per type (\`ssl_set_cert\`), so a second one of the same type replaces the first, and
nginx says nothing. Different names need servers of their own, chosen by SNI, or one certificate for all of them.`,
    fixSafety:
      "The deleted pair is never presented. If it is the one that was meant, delete the later pair instead.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate",
      "https://nginx.org/en/docs/http/configuring_https_servers.html#sni",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     a.example.com.crt;
#                           ~~~~~~~~~~~~~~~~~ warning: a later RSA certificate replaces this one: it is never presented
        ssl_certificate_key a.example.com.key;
        ssl_certificate     b.example.com.crt;
        ssl_certificate_key b.example.com.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     b.example.com.crt;
        ssl_certificate_key b.example.com.key;
    }
}
`,
      files: {
        "a.example.com.crt": certificateFile("a"),
        "a.example.com.key": keyFile("a"),
        "b.example.com.crt": certificateFile("b"),
        "b.example.com.key": keyFile("b"),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (identity.side !== "server" || !isInUse(identity)) return;
    for (const [first, last] of replaced(identity, ctx)) {
      const key = identity.keys[identity.certificates.indexOf(first)];
      ctx.report({
        file: first.file,
        span: pathSpan(first),
        message: `a later ${leafIn(last, ctx)?.keyType ?? ""} certificate replaces this one: it is never presented`,
        docs: docsAt(first),
        related: [
          fileAt(last, "this one is presented"),
          ...(key ? [fileAt(key, "the key of the pair")] : []),
        ],
        fixes: key && first.scope === key.scope ? [removePair(first, key)] : [],
      });
    }
  },
};

/** Certificates with the later ones that replace them; by their types alone where keys can't be read. */
function replaced(identity: Identity, ctx: RuleContext): (readonly [Located, Located])[] {
  const { certificates } = identity;
  const pairing = pairingOf(identity, ctx);
  if (pairing?.refused) return [];
  const types = certificates.map((it) => leafIn(it, ctx)?.keyType ?? "unknown");
  return certificates.flatMap((first, at) => {
    const type = types[at];
    const by = types.findIndex((it, later) => later > at && it === type);
    const last = certificates[by];
    return last && type !== "unknown" && last !== first ? [[first, last] as const] : [];
  });
}

function removePair(certificate: Located, key: Located): RuleFix {
  return {
    title: "Delete the pair that is never presented",
    safety: "unsafe",
    edits: removeDirectives([certificate, key]),
  };
}
