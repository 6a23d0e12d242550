import { belongTogether, firstKeyOf, leafOf, type Pairing, pair } from "../certificates/pairing.ts";
import type { PemCertificate, PemPrivateKey } from "../certificates/pem.ts";
import type { Identity } from "../config/identities.ts";
import { keyPathFor } from "../config/pair-names.ts";
import type { Located } from "../config/scope.ts";
import { replaceWord } from "./edits.ts";
import { docsAt, fileAt, GUESSED_NAME, isInUse, pathOf, pathSpan, renameFile } from "./identity.ts";
import type { Rule, RuleContext, RuleFix } from "./rule.ts";

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
an intermediate certificate is a mismatch too.

With several pairs the order of the keys does not matter to OpenSSL as long as their types differ; a different
order is a hint.`,
    fixSafety: `${GUESSED_NAME} A file whose key was compared is certain.`,
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
#                           ~~~~~~ error: EC key does not belong to the RSA certificate in "srv.crt"; nginx -t does not notice
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
        "srv.crt": {
          blocks: [
            { kind: "certificate", keyType: "RSA", publicKeyId: "a1", subject: "CN=example.com" },
          ],
        },
        "srv.key": {
          blocks: [
            { kind: "private-key", encrypted: false, keyType: "RSA", publicKeyId: "a1" },
          ],
        },
        "ec.key": {
          blocks: [{ kind: "private-key", encrypted: false, keyType: "EC", publicKeyId: "b2" }],
        },
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (!isInUse(identity)) return;
    const sides = read(identity, ctx);
    if (!sides) return checkSingle(identity, ctx);
    const pairing = pair(sides.certificates, sides.keys);
    if (pairing) reportPairing(identity, sides, pairing, ctx);
  },
};

interface Sides {
  readonly certificates: readonly PemCertificate[];
  readonly keys: readonly PemPrivateKey[];
}

/** The certificates and their keys; undefined unless all could be read. */
function read({ certificates, keys }: Identity, ctx: RuleContext): Sides | undefined {
  const leaves = certificates.flatMap((it) => leafIn(it, ctx) ?? []);
  const secrets = keys.slice(0, certificates.length).flatMap((it) => keyIn(it, ctx) ?? []);
  const complete = leaves.length === certificates.length && secrets.length === leaves.length;
  return complete ? { certificates: leaves, keys: secrets } : undefined;
}

/** A pair of which only the types are known can still be judged, if it is the only one. */
function checkSingle(identity: Identity, ctx: RuleContext): void {
  const [certificate, key] = [identity.certificates[0], identity.keys[0]];
  if (!certificate || !key || identity.certificates.length > 1) return;
  const [leaf, secret] = [leafIn(certificate, ctx), keyIn(key, ctx)];
  if (leaf && secret && belongTogether(leaf, secret) === false) {
    report(identity, certificate, key, ctx);
  }
}

function reportPairing(identity: Identity, sides: Sides, pairing: Pairing, ctx: RuleContext): void {
  const { certificates, keys } = identity;
  const { refused } = pairing;
  const at = (list: readonly Located[], index: number) => list[index];
  if (refused) {
    const [certificate, key] = [at(certificates, refused.certificate), at(keys, refused.key)];
    if (certificate && key) report(identity, certificate, key, ctx);
  }
  for (const index of pairing.keyless) {
    const [certificate, key] = [at(certificates, index), at(keys, index)];
    if (certificate && key) report(identity, certificate, key, ctx);
  }
  if (!refused && pairing.keyless.length === 0 && pairing.replaced.length === 0) {
    reportOrder(identity, pairing, ctx);
  }
  void sides;
}
