import { hasForwardSecrecy, isAead } from "../knowledge/cipher-suites.ts";
import { readCiphers, usableSuites } from "./shared/cipher-list.ts";
import { replaceArguments } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

export const preferServerCiphers: Rule = {
  id: "prefer-server-ciphers",
  severity: "hint",
  directives: ["ssl_prefer_server_ciphers"],
  docs: {
    summary: "The server's order of ciphers is forced on clients, where every cipher is good",
    why: `
Where all suites of the list are strong, the client knows better which of them is fast: a phone without AES in hardware
asks for ChaCha20 first. Mozilla's intermediate and modern profiles leave the choice to the client. With weaker suites in
the list the server's order is of use, and nothing is reported; nor is it with the other policies.`,
    fixSafety: "Clients choose among the suites of the list.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_prefer_server_ciphers",
      "https://wiki.mozilla.org/Security/Server_Side_TLS",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;
    ssl_prefer_server_ciphers on;
#                             ~~ hint: all suites are strong: policy mozilla-intermediate 6.0 leaves the choice to the client
}
`,
      good: `
http {
    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;
    ssl_prefer_server_ciphers off;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    if (located.directive.args[0]?.text.toLowerCase() !== "on") return;
    const { clientOrder, label } = ctx.policyAt(located.file);
    const ciphers = located.scope.nearest("ssl_ciphers")?.directives[0];
    const list = ciphers && readCiphers(ciphers, ctx);
    const suites = list ? usableSuites(list) : [];
    const isStrong = suites.every((it) => isAead(it) && hasForwardSecrecy(it));
    if (!clientOrder || !ciphers || suites.length === 0 || !isStrong) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `all suites are strong: policy ${label} leaves the choice to the client`,
      docs: docsAt(located),
      related: [placeOf(ciphers, "the list")],
      fixes: [
        {
          title: "Leave the choice to the client",
          safety: "unsafe",
          edits: [replaceArguments(located, "off")],
        },
      ],
    });
  },
};
