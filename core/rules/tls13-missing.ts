import type { Config } from "../config/config.ts";
import { serversWith } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { PROTOCOL_DIRECTIVES } from "../knowledge/protocols.ts";
import { versionAtLeast } from "../settings.ts";
import { appendArgument } from "./shared/edits.ts";
import { hasProtocol, hasUnknownProtocol } from "./shared/protocols.ts";
import type { Rule } from "./shared/rule.ts";

export const tls13Missing: Rule = {
  id: "tls13-missing",
  severity: "information",
  directives: PROTOCOL_DIRECTIVES,
  docs: {
    summary: "A protocol list has TLS 1.2 but not TLS 1.3",
    why: `
TLS 1.3 (RFC 8446) has a shorter handshake, encrypts the certificate and has no weak cipher suites. A list
that was copied before 2018 leaves it out. nginx knows the name since 1.13.0; it needs OpenSSL 1.1.1.
Every policy asks for it, \`nginx-default\` where nginx's own default has it.`,
    fixSafety: "Peers that speak TLS 1.3 use it from then on, with its own cipher suites.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols",
      "https://www.rfc-editor.org/rfc/rfc8446",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.2;
#   ~~~~~~~~~~~~~ information: TLSv1.3 is not enabled, which policy mozilla-intermediate 6.0 asks for
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
    const { nginxVersion, opensslVersion } = ctx.config.settings;
    if (!versionAtLeast(nginxVersion, "1.13.0") || !versionAtLeast(opensslVersion, "1.1.1")) return;
    const together = located.scope.named(located.directive.name.text);
    if (together.at(-1) !== located || !hasProtocol(together, "TLSv1.2")) return;
    if (hasUnknownProtocol(together)) return;
    if (hasProtocol(together, "TLSv1.3") || isNeededForQuic(located, ctx.config)) return;
    const { label, protocols } = ctx.policyAt(located.file);
    if (!protocols(nginxVersion, located.directive.name.text).includes("TLSv1.3")) return;
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `TLSv1.3 is not enabled, which policy ${label} asks for`,
      fixes: [
        {
          title: "Enable TLSv1.3",
          safety: "unsafe",
          edits: [appendArgument(located, "TLSv1.3")],
        },
      ],
    });
  },
};

/** True if `http3-no-tls13` says more. */
function isNeededForQuic(located: Located, config: Config): boolean {
  if (located.directive.name.text !== "ssl_protocols") return false;
  if (config.settings.rules["http3-no-tls13"] === "off") return false;
  return serversWith(located, config).some((it) =>
    it.listens.some(({ parameters }) => parameters.has("quic")),
  );
}
