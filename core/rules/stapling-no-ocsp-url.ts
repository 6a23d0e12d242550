import { serversWith } from "../config/listeners.ts";
import { removeDirectives } from "./shared/edits.ts";
import { sketches } from "./shared/example-files.ts";
import { docsAt, pathOf } from "./shared/identity.ts";
import { leafIn } from "./shared/pem-sides.ts";
import { nameOf } from "./shared/presented.ts";
import type { Rule } from "./shared/rule.ts";
import { isStapled } from "./shared/server.ts";

const NAMES = [
  "ssl_stapling",
  "ssl_stapling_verify",
  "ssl_stapling_file",
  "ssl_stapling_responder",
] as const;

export const staplingNoOcspUrl: Rule = {
  id: "stapling-no-ocsp-url",
  severity: "information",
  directives: ["ssl_stapling"],
  docs: {
    summary: "Stapling is on for certificates that name no OCSP responder",
    why: `
nginx asks the responder that the certificate names. Without one it warns at every start (\`"ssl_stapling" ignored, no
OCSP responder URL in the certificate\`) and staples nothing.

Let's Encrypt left the address of its OCSP responder out of certificates in May 2025 and switched the responders off in
August 2025. Certificates below \`/etc/letsencrypt/\` that can't be read are taken to be theirs, which is information only.`,
    fixSafety:
      "Nothing changes for these certificates; those that may take their place, and name a responder, are not stapled.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling",
      "https://letsencrypt.org/2024/12/05/ending-ocsp/",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/letsencrypt/live/www.example.com/fullchain.pem;
        ssl_certificate_key /etc/letsencrypt/live/www.example.com/privkey.pem;
        ssl_stapling on;
#       ~~~~~~~~~~~~ information: nothing is stapled: Let's Encrypt has no OCSP responder since August 2025
        ssl_stapling_verify on;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/letsencrypt/live/www.example.com/fullchain.pem;
        ssl_certificate_key /etc/letsencrypt/live/www.example.com/privkey.pem;
    }
}
`,
    },
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
        ssl_stapling on;
#       ~~~~~~~~~~~~ warning: nothing is stapled: the certificate "www.example.com" names no OCSP responder
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
    }
}
`,
      files: { "www.crt": sketches({ name: "www.example.com" }) },
    },
  ],

  checkDirective(located, ctx) {
    const servers = serversWith(located, ctx.config);
    const certificates = servers.flatMap((it) => it.settings("ssl_certificate"));
    if (certificates.length === 0 || !servers.every(isStapled)) return;
    if (servers.some((it) => it.value("ssl_stapling_file") || it.value("ssl_stapling_responder"))) {
      return;
    }
    const leaves = certificates.map((it) => leafIn(it, ctx)?.x509);
    const read = leaves.filter((it) => it !== undefined);
    const guessed = certificates.filter((_, at) => leaves[at] === undefined);
    if (read.some(({ ocspUrls: [url] }) => url !== undefined && !isHttps(url))) return;
    if (!guessed.every((it) => pathOf(it).startsWith("/etc/letsencrypt/"))) return;
    const withUrl = read.find((it) => it.ocspUrls.length > 0);
    const [first, ...others] = withUrl ? [withUrl] : read;
    const more = others.length > 0 ? `, nor do ${others.length} more` : "";
    ctx.report({
      file: located.file,
      span: located.directive.name.span,
      message: withUrl
        ? `nothing is stapled: nginx can't ask the OCSP responder of "${nameOf(withUrl)}" over https`
        : first
          ? `nothing is stapled: the certificate "${nameOf(first)}" names no OCSP responder${more}`
          : "nothing is stapled: Let's Encrypt has no OCSP responder since August 2025",
      severity: first ? "warning" : "information",
      docs: docsAt(located),
      fixes: [
        {
          title: "Delete the stapling",
          safety: "unsafe",
          edits: removeDirectives(NAMES.flatMap((it) => located.scope.named(it))),
        },
      ],
    });
  },
};

function isHttps(url: string): boolean {
  return /^https:\/\//i.test(url);
}
