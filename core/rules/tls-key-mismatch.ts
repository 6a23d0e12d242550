import { belongTogether, type Pairing } from "../certificates/pairing.ts";
import type { Identity } from "../config/identities.ts";
import type { Located } from "../config/scope.ts";
import type { Severity } from "../severity.ts";
import { certificateFile, keyFile } from "./shared/example-files.ts";
import { docsAt, fileAt, GUESSED_NAME, isInUse, pathOf, pathSpan } from "./shared/identity.ts";
import { keyIn, leafIn, mismatches, pairingOf, reorder, repairs } from "./shared/pem-sides.ts";
import { filesOf, ownBehind } from "./shared/presented.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const tlsKeyMismatch: Rule = {
  id: "tls-key-mismatch",
  severity: "error",
  docs: {
    summary: "A key does not belong to its certificate",
    why: `
The public keys of the two files differ. nginx stops with \`SSL_CTX_use_PrivateKey(…) failed (… key values
mismatch)\`, but only if both are of the same type. With an RSA certificate and an EC key, or the other way round,
\`nginx -t\` is content and every handshake fails: OpenSSL keeps one certificate and one key per type
(\`ssl_set_pkey\`). The first certificate in a file and the first key in a file count, so a chain that starts with
an intermediate certificate is a mismatch too: \`tls-chain-order\` says so instead, unless it is off.

With several pairs the order of the keys does not matter to OpenSSL as long as their types differ; a different
order is a hint.`,
    fixSafety: `${GUESSED_NAME} A file that was read and fits is certain.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key",
      "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key ec.key;
#                           ~~~~~~ error: EC key does not belong to the RSA certificate in "srv.crt"; "nginx -t" does not notice
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
    }
}
`,
      files: {
        "srv.crt": certificateFile("srv"),
        "srv.key": keyFile("srv"),
        "ec.key": keyFile("ec", "EC"),
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (!isInUse(identity)) return;
    const pairing = pairingOf(identity, ctx);
    if (!pairing) return checkOnlyPair(identity, ctx);
    for (const [certificate, key] of mismatches(identity, pairing)) {
      report(identity, certificate, key, ctx);
    }
    if (!pairing.refused && pairing.keyless.length === 0) reportOrder(identity, pairing, ctx);
  },
};

/** A single pair of which only the types are known can still be told apart by them. */
function checkOnlyPair(identity: Identity, ctx: RuleContext): void {
  const [certificate, key] = [identity.certificates[0], identity.keys[0]];
  if (!certificate || !key || identity.certificates.length > 1) return;
  const [leaf, secret] = [leafIn(certificate, ctx), keyIn(key, ctx)];
  if (leaf && secret && belongTogether(leaf, secret) === false) {
    report(identity, certificate, key, ctx);
  }
}

function report(identity: Identity, certificate: Located, key: Located, ctx: RuleContext): void {
  const [leaf, secret] = [leafIn(certificate, ctx), keyIn(key, ctx)];
  if (!leaf || !secret) return;
  const name = baseName(certificate);
  const isSilent = leaf.keyType !== secret.keyType;
  const sure = identity.tls === "yes" || (identity.isLoaded && !isSilent);
  const severity: Severity = sure ? "error" : "warning";
  const related = (it: Located) => [fileAt(it, `paired with this "${it.directive.name.text}"`)];
  const others = (it: Located) => ctx.pem(it)?.blocks ?? [];
  if (
    others(certificate).some(
      (it) => it.kind === "certificate" && belongTogether(it, secret) === true,
    )
  ) {
    if (chainOrderSaysSo(identity, certificate, ctx)) return;
    ctx.report({
      file: certificate.file,
      span: pathSpan(certificate),
      message: `"${name}" does not start with the certificate of "${baseName(key)}", but with "${leaf.subject}"`,
      severity,
      docs: "https://nginx.org/en/docs/http/configuring_https_servers.html#chains",
      related: related(key),
    });
    return;
  }
  const later = others(key).some(
    (it) => it.kind === "private-key" && belongTogether(leaf, it) === true,
  );
  ctx.report({
    file: key.file,
    span: pathSpan(key),
    message: isSilent
      ? `${secret.keyType} key does not belong to the ${leaf.keyType} certificate in "${name}"; "nginx -t" does not notice`
      : `${later ? "the first key in the file" : "key"} does not belong to the certificate in "${name}"`,
    severity,
    docs: docsAt(key),
    related: related(certificate),
    fixes: later ? [] : repairs(identity, certificate, key, ctx),
  });
}

/** True if `tls-chain-order` tells of a file that starts with a CA. */
function chainOrderSaysSo(identity: Identity, certificate: Located, ctx: RuleContext): boolean {
  const presented = filesOf(identity, ctx).find((it) => it.located === certificate);
  return (
    ctx.config.settings.rules["tls-chain-order"] !== "off" &&
    presented !== undefined &&
    ownBehind(presented) !== undefined
  );
}

function reportOrder(identity: Identity, pairing: Pairing, ctx: RuleContext): void {
  const { certificates, keys } = identity;
  const moved = [...pairing.keys].find(([certificate, key]) => certificate !== key);
  const odd = moved && keys[moved[0]];
  if (!odd || pairing.keys.size < certificates.length) return;
  ctx.report({
    file: odd.file,
    span: pathSpan(odd),
    message: "the keys stand in another order than their certificates; OpenSSL pairs them by type",
    severity: "hint",
    docs: docsAt(odd),
    related: certificates.map((it, at) => fileAt(it, `certificate ${at + 1}`)),
    fixes: reorder(identity, ctx),
  });
}

function baseName(located: Located): string {
  return pathOf(located).replace(/.*\//, "");
}
