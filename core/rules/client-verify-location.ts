import type { Located, Scope } from "../config/scope.ts";
import type { FileEdit } from "../finding.ts";
import { docUrl } from "../knowledge/directives.ts";
import type { Settings } from "../settings.ts";
import { CLIENT_CA } from "./shared/client-verify.ts";
import {
  insertAfter,
  removeDirectives,
  replaceArguments,
  replaceSpan,
  textOf,
} from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { faultsOf } from "./shared/structure.ts";

export const clientVerifyLocation: Rule = {
  id: "client-verify-location",
  severity: "error",
  docs: {
    summary: "Clients are to be verified in a location, which nginx can't do",
    why: `
A client shows its certificate in the TLS handshake, before it says which page it wants, so that \`ssl_verify_client\`
counts for a whole server: in a location nginx refuses it, \`"ssl_verify_client" directive is not allowed here\`. To protect
part of a site, let the server ask for a certificate (\`optional\`) and have the location turn away requests without a good
one: \`if ($ssl_client_verify != SUCCESS) { return 403; }\`. The fix writes that. It takes the CA, depth and revocation list
along if they stand in the location too, and else names a CA for you to replace.`,
    fixSafety:
      "Browsers with client certificates ask their users for one at every page of the server then. Put in the name of the CA file that exists.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#var_ssl_client_verify",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        location /admin {
            ssl_verify_client on;
#           ~~~~~~~~~~~~~~~~~ error: "ssl_verify_client" directive is not allowed here: it counts for a whole server
            proxy_pass http://127.0.0.1:8080;
        }
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_verify_client optional;
        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        location /admin {
            if ($ssl_client_verify != SUCCESS) { return 403; }
            proxy_pass http://127.0.0.1:8080;
        }
    }
}
`,
    },
  ],

  checkConfig(_config, ctx) {
    for (const { located } of faultsOf(ctx, "misplaced")) {
      if (!isVerifiedLocation(located)) continue;
      const { name } = located.directive;
      const { span, related } = onNginxLine(located, name);
      ctx.report({
        file: located.file,
        span,
        message: '"ssl_verify_client" directive is not allowed here: it counts for a whole server',
        docs: docUrl(name.text),
        related,
        fixes: fixes(located),
      });
    }
  },
};

/** True if `client-verify-location` speaks of the directive, rather than `directive-not-allowed-here`. */
export function isSaidByLocationRule(located: Located, rules: Settings["rules"]): boolean {
  return isVerifiedLocation(located) && rules["client-verify-location"] !== "off";
}

function isVerifiedLocation({ directive, scope }: Located): boolean {
  return directive.name.text === "ssl_verify_client" && scope.place.startsWith("http/location");
}

/** What goes along to the server. */
const COMPANIONS: readonly string[] = [
  "ssl_client_certificate",
  "ssl_trusted_certificate",
  "ssl_verify_depth",
  "ssl_crl",
];

const GUARD = "if ($ssl_client_verify != SUCCESS) { return 403; }";

function fixes(located: Located): readonly RuleFix[] {
  const { scope, directive, file } = located;
  const value = directive.args[0]?.text.toLowerCase();
  const server = [...scope.outward()].find((it) => it.place === "http/server");
  const anchor = server && anchorIn(server);
  const isPlain = scope.place === "http/location" && scope.named("ssl_verify_client").length === 1;
  if (!server || !anchor || !isPlain || (value !== "on" && value !== "optional")) return [];
  const moved = COMPANIONS.flatMap((it) => scope.named(it));
  const isOn = server.nearest("ssl_verify_client")?.directives[0].directive.args[0]?.text === "on";
  const here = value === "on" && !isOn;
  return [
    {
      title: "Ask for certificates in the server, and look at them here",
      safety: "unsafe",
      edits: [
        ...atServer(server, anchor, moved),
        ...removeDirectives(here ? moved : [...moved, located]),
        ...(here ? [replaceSpan(file, directive.span, GUARD)] : []),
      ],
    },
  ];
}

/** Lets the server ask for certificates, if it does not yet. */
function atServer(server: Scope, anchor: Located, moved: readonly Located[]): FileEdit[] {
  const edits: FileEdit[] = [];
  const texts = moved.filter((it) => !server.nearest(it.directive.name.text)).map(textOf);
  const cas = ["ssl_client_certificate", "ssl_trusted_certificate"];
  const hasCa = cas.some((it) => server.nearest(it) || moved.some((m) => nameOf(m) === it));
  if (!hasCa) texts.push(`ssl_client_certificate ${CLIENT_CA};`);
  const [own] = server.named("ssl_verify_client");
  const inForce = server.nearest("ssl_verify_client")?.directives[0].directive.args[0]?.text;
  if (!/^(on|optional)$/i.test(inForce ?? "")) {
    if (own) edits.push(replaceArguments(own, "optional"));
    else texts.push("ssl_verify_client optional;");
  }
  if (texts.length > 0) edits.push(insertAfter(anchor, texts));
  return edits;
}

function nameOf({ directive }: Located): string {
  return directive.name.text;
}

/** Behind the last `listen`, else the first directive that is no block. */
function anchorIn(server: Scope): Located | undefined {
  const [first] = server.entries;
  const last = server.named("listen").at(-1) ?? server.named("server_name").at(-1);
  return last ?? (first?.block ? undefined : first);
}
