import type { Identity } from "../config/identities.ts";
import {
  besides,
  certificatePathFor,
  isCertificateName,
  isKeyName,
  keyPathLike,
  namesConflict,
} from "../config/pair-names.ts";
import type { Located } from "../config/scope.ts";
import {
  docsAt,
  fileAt,
  GUESSED_NAME,
  isPlainName,
  pathOf,
  pathSpan,
  renameFile,
  swapFiles,
} from "./shared/identity.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const tlsPairNameMismatch: Rule = {
  id: "tls-pair-name-mismatch",
  severity: "hint",
  docs: {
    summary: "The names of a certificate and its key do not go together",
    why: `
The files could not be read, so only their names speak: they are those of two different owners, or a key stands
where a certificate belongs. nginx refuses a key that does not belong to its certificate (\`key values mismatch\`)
unless the two are of different types: then it starts, and every handshake fails. Where the files can be read
their public keys are compared instead.`,
    fixSafety: GUESSED_NAME,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate_key",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     certs/shop.example.com.crt;
        ssl_certificate_key certs/blog.example.com.key;
#                           ~~~~~~~~~~~~~~~~~~~~~~~~~~ hint: by its name the key belongs to another certificate than "certs/shop.example.com.crt"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     certs/shop.example.com.crt;
        ssl_certificate_key certs/shop.example.com.key;
    }
}
`,
    },
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     certs/server.key;
#                           ~~~~~~~~~~~~~~~~ information: "ssl_certificate" names what looks like a key
        ssl_certificate_key certs/server.crt;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     certs/server.crt;
        ssl_certificate_key certs/server.key;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    for (const [at, certificate] of identity.certificates.entries()) {
      const key = identity.keys[at];
      if (
        !key ||
        !isPlainName(certificate) ||
        !isPlainName(key) ||
        pathOf(certificate) === pathOf(key)
      )
        continue;
      if (ctx.pem(certificate) && ctx.pem(key)) continue;
      if (!checkRoles(certificate, key, ctx)) checkOwners(identity, certificate, key, ctx);
    }
  },
};

/** Reports a key in the certificate's place and the other way round. */
function checkRoles(certificate: Located, key: Located, ctx: RuleContext): boolean {
  const keyFirst = isKeyName(pathOf(certificate));
  const certificateSecond = isCertificateName(pathOf(key));
  if (!keyFirst && !certificateSecond) return false;
  const [odd, other, kind] = keyFirst
    ? ([certificate, key, "a key"] as const)
    : ([key, certificate, "a certificate"] as const);
  ctx.report({
    file: odd.file,
    span: pathSpan(odd),
    message: `"${odd.directive.name.text}" names what looks like ${kind}`,
    severity: "information",
    docs: docsAt(odd),
    related: [fileAt(other, `paired with this "${other.directive.name.text}"`)],
    fixes:
      keyFirst && certificateSecond
        ? swapFiles(certificate, key, "unsafe")
        : renameFile(
            odd,
            keyFirst
              ? certificatePathFor(pathOf(key))
              : keyPathLike(pathOf(certificate), pathOf(key)),
            "unsafe",
          ),
  });
  return true;
}

function checkOwners(
  identity: Identity,
  certificate: Located,
  key: Located,
  ctx: RuleContext,
): void {
  const fits = (it: Located) => !namesConflict(pathOf(certificate), pathOf(it));
  if (identity.keys.slice(0, identity.certificates.length).some(fits)) return;
  ctx.report({
    file: key.file,
    span: pathSpan(key),
    message: `by its name the key belongs to another certificate than "${pathOf(certificate)}"`,
    docs: docsAt(key),
    related: [fileAt(certificate, "paired with this certificate")],
    fixes: fixesFor(certificate, key),
  });
}

function fixesFor(certificate: Located, key: Located): readonly RuleFix[] {
  return [
    ...renameFile(key, keyPathLike(pathOf(certificate), pathOf(key)), "unsafe"),
    ...renameFile(
      certificate,
      besides(pathOf(certificate), certificatePathFor(pathOf(key))),
      "unsafe",
    ),
  ];
}
