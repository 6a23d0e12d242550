import type { Located } from "../config/scope.ts";
import { insertAfter, textOf } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { placeOf } from "./shared/upstream.ts";

const PREFIXES = ["", "proxy_", "grpc_", "uwsgi_"];

export const confCommandInheritance: Rule = {
  id: "conf-command-inheritance",
  severity: "information",
  directives: PREFIXES.map((it) => `${it}ssl_conf_command`),
  docs: {
    summary: "A block with OpenSSL commands of its own drops those of the enclosing block",
    why: `
The commands are inherited as a whole, and only by a block that has none: one of its own takes all others away. Nothing
is reported where the block gives each of the outer commands a value itself.`,
    fixSafety: "The outer commands come into force in this block too.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_conf_command",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_conf_command",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_conf_command Options PrioritizeChaCha;
    server {
        listen 443 ssl;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
#       ~~~~~~~~~~~~~~~~ information: "Options" of the enclosing block does not apply here
    }
}
`,
      good: `
http {
    ssl_conf_command Options PrioritizeChaCha;
    server {
        listen 443 ssl;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        ssl_conf_command Options PrioritizeChaCha;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const name = located.directive.name.text;
    const own = located.scope.named(name);
    const last = own.at(-1);
    if (own[0] !== located || !last) return;
    const keys = new Set(own.map(keyOf));
    const outer = located.scope.parent?.nearest(name)?.directives ?? [];
    const dropped = outer.filter((it) => !keys.has(keyOf(it)));
    if (dropped.length === 0) return;
    const words = [...new Set(dropped.map((it) => `"${it.directive.args[0]?.text}"`))];
    const verb = words.length > 1 ? "do" : "does";
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: `${words.join(" and ")} of the enclosing block ${verb} not apply here`,
      docs: docsAt(located),
      related: dropped.map((it) => placeOf(it, "not in force there")),
      fixes: [
        {
          title: "Copy the outer commands",
          safety: "unsafe",
          edits: [insertAfter(last, dropped.map(textOf))],
        },
      ],
    });
  },
};

/** `Options` adds up: each value is a command of its own. */
function keyOf({ directive }: Located): string {
  const [key = "", value = ""] = directive.args.map((it) => it.text.toLowerCase());
  return key === "options" ? `${key} ${value}` : key;
}
