import { enabledProtocols } from "../config/enabled-protocols.ts";
import type { Policy } from "../knowledge/policies/policy.ts";
import {
  PROTOCOL_DIRECTIVES,
  type Protocol,
  protocolNamed,
  RETIRED_PROTOCOLS,
} from "../knowledge/protocols.ts";
import type { Word } from "../syntax/tree.ts";
import { removeDirective, removeWord, replaceArguments } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";

export const weakProtocol: Rule = {
  id: "weak-protocol",
  severity: "warning",
  directives: PROTOCOL_DIRECTIVES,
  docs: {
    summary: "An SSL or TLS version is enabled that is retired or below the policy",
    why: `
SSL 2.0 and 3.0 are prohibited by RFC 6176 and RFC 7568, TLS 1.0 and 1.1 by RFC 8996: their handshakes
are signed with MD5 and SHA-1, and SSL 3.0 falls to POODLE. With OpenSSL 3 at its default security level
the two old TLS versions do not work any more, and SSL is not compiled in, so naming them only misleads. nginx
accepts all these names in silence, hence a warning.

With \`nginxTls.policy\` set to \`mozilla-modern\`, TLS 1.2 in \`ssl_protocols\` is reported too; with \`nginx-default\`, what
the nginx version enables by itself is not.`,
    fixSafety: "Peers that speak nothing newer than the removed versions can no longer connect.",
    references: [
      "https://www.rfc-editor.org/rfc/rfc8996",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_protocols",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
#                 ~~~~~~~ warning: "TLSv1.1" is below policy mozilla-intermediate 6.0: retired by RFC 8996
}
`,
      good: `
http {
    ssl_protocols TLSv1.2 TLSv1.3;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file } = located;
    const policy = ctx.policyAt(file);
    const allowed = policy.protocols(ctx.config.settings.nginxVersion, directive.name.text);
    const weak = directive.args.flatMap((word) => {
      const protocol = protocolNamed(word.text);
      return protocol && isBelow(protocol, allowed) ? [{ word, protocol }] : [];
    });
    if (weak.length === 0) return;
    const nothingElse = weak.length === directive.args.length;
    const others = located.scope.named(directive.name.text).filter((it) => it !== located);
    const restIsGood = allowed.some((it) => enabledProtocols(others).has(it));
    const fix = {
      title: `Disable ${weak.map((it) => it.word.text).join(" and ")}`,
      safety: "unsafe" as const,
      edits: nothingElse
        ? [restIsGood ? removeDirective(located) : replaceArguments(located, recommended(allowed))]
        : weak.map(({ word }) => removeWord(file, directive, word)),
    };
    for (const { word, protocol } of weak) {
      ctx.report({
        file,
        span: word.span,
        message: messageFor(word, protocol, policy),
        fixes: [fix],
      });
    }
  },
};

/** A version that is newer than the allowed ones is not weak: nginx's older defaults lack TLS 1.3. */
function isBelow(protocol: Protocol, allowed: readonly Protocol[]): boolean {
  if (allowed.includes(protocol)) return false;
  return RETIRED_PROTOCOLS.has(protocol) || allowed.every((it) => it > protocol);
}

function messageFor({ text }: Word, protocol: Protocol, { label }: Policy): string {
  const rfc = RETIRED_PROTOCOLS.get(protocol);
  return `"${text}" is below policy ${label}${rfc ? `: retired by ${rfc}` : ""}`;
}

/** What the policy allows and nobody retired. */
function recommended(allowed: readonly Protocol[]): string {
  return allowed.filter((it) => !RETIRED_PROTOCOLS.has(it)).join(" ");
}
