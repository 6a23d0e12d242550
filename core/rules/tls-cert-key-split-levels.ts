import { belongTogether, firstKeyOf, leafOf } from "../certificates/pairing.ts";
import type { Identity } from "../config/identities.ts";
import { certificatePathFor, keyPathFor, namesConflict } from "../config/pair-names.ts";
import type { Located } from "../config/scope.ts";
import { asWord, insertAfter } from "./shared/edits.ts";
import { docsAt, fileAt, GUESSED_NAME, isOpaque, pathOf, usedBy } from "./shared/identity.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const tlsCertKeySplitLevels: Rule = {
  id: "tls-cert-key-split-levels",
  severity: "warning",
  docs: {
    summary: "A certificate and its key come from different blocks",
    why: `
nginx merges every directive on its own (\`ngx_http_ssl_merge_srv_conf\`, \`ngx_http_proxy_merge_loc_conf\`): it
knows no pairs. A block that sets only a new certificate keeps the key of the enclosing block. If the two do not
belong together, nginx stops with \`key values mismatch\`, or, where their types differ, starts and fails every
handshake. Even where they do, the next change of one block breaks the other.`,
    fixSafety: `${GUESSED_NAME} Where the inherited file is copied, nothing changes.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_certificate_key",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_certificate     a.example.com.crt;
    ssl_certificate_key a.example.com.key;
    server {
        listen 443 ssl;
        ssl_certificate b.example.com.crt;
#       ~~~~~~~~~~~~~~~ warning: this "ssl_certificate" is paired with an inherited "ssl_certificate_key"
    }
}
`,
      good: `
http {
    ssl_certificate     a.example.com.crt;
    ssl_certificate_key a.example.com.key;
    server {
        listen 443 ssl;
        ssl_certificate b.example.com.crt;
        ssl_certificate_key b.example.com.key;
    }
}
`,
    },
  ],

  checkIdentity(identity, ctx) {
    const { certificates, keys } = identity;
    const [certificate, key] = [certificates[0], keys[0]];
    if (!certificate || !key || certificate.scope === key.scope) return;
    if (!identity.isSetUp || keys.length < certificates.length) return;
    if (certificates.every((it, at) => pathOf(it) === pathOf(keys[at] ?? key))) return;
    const keysAreInner = [...key.scope.outward()].includes(certificate.scope);
    const [inner, outer] = keysAreInner ? [keys, certificates] : [certificates, keys];
    const [at] = inner;
    if (!at) return;
    const { name } = at.directive;
    const partner = keysAreInner ? identity.certificateName : identity.keyName;
    ctx.report({
      file: at.file,
      span: name.span,
      message: `this "${name.text}" is paired with an inherited "${partner}"`,
      docs: docsAt(at, identity.keyName),
      related: [
        ...outer.map((it) => fileAt(it, `"${partner}" is inherited from here`)),
        ...usedBy(identity, at),
      ],
      fixes: completions(identity, inner, outer, ctx),
    });
  },
};

/** Completes the inner block: with the file its name asks for, or with what is inherited now. */
function completions(
  identity: Identity,
  inner: readonly Located[],
  outer: readonly Located[],
  ctx: RuleContext,
): readonly RuleFix[] {
  const last = inner.at(-1);
  const name = outer[0]?.directive.name.text;
  if (!last || name === undefined) return [];
  const isKeys = name === identity.keyName;
  const fix = (title: string, paths: readonly string[], safety: RuleFix["safety"]): RuleFix => ({
    title,
    safety,
    edits: [
      insertAfter(
        last,
        paths.map((it) => `${name} ${asWord(it)};`),
      ),
    ],
  });
  const inherited = outer.slice(0, inner.length).map(pathOf);
  const copy = fix("Copy the inherited file names", inherited, "safe");
  if (pairsFit(identity, ctx) || inner.some((it) => isOpaque(pathOf(it)))) return [copy];
  const guessed = inner.map(pathOf).map(isKeys ? keyPathFor : certificatePathFor);
  const title = guessed.length === 1 ? `Add "${name} ${guessed[0]}"` : `Add a "${name}" for each`;
  return [fix(title, guessed, "unsafe"), copy];
}

/** True if what is paired now belongs together, by the files or else by their names. */
function pairsFit({ certificates, keys }: Identity, ctx: RuleContext): boolean {
  return certificates.every((certificate, at) => {
    const key = keys[at];
    if (!key) return false;
    const [left, right] = [ctx.pem(certificate), ctx.pem(key)];
    const leaf = left && leafOf(left);
    const secret = right && firstKeyOf(right);
    const known = leaf && secret && belongTogether(leaf, secret);
    return known ?? !namesConflict(pathOf(certificate), pathOf(key));
  });
}
