import type { FileAccess, FileFacts } from "../certificates/file-facts.ts";
import { keyFile } from "./shared/example-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isNamedByKey, SECRET_DIRECTIVES, secretIn } from "./shared/secrets.ts";

export const tlsKeyPermissions: Rule = {
  id: "tls-key-permissions",
  severity: "warning",
  directives: SECRET_DIRECTIVES,
  docs: {
    summary: "A file with a key or with pass phrases is open to others than its owner",
    why: `
The master process reads keys, ticket keys and password files as root, before the workers give up its rights; nobody else needs
them: \`chmod 600\`. That the group may read the file is a hint if it is one made for that, such as \`ssl-cert\`, and a warning
else. Only the mode of the file itself is looked at: a folder that is closed to others protects what is in it, too, so that
the finding can be switched off there. Nothing is said on Windows, and of files in git, which keeps no such modes.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html",
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_password_file",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
#                           ~~~~~~~ warning: "www.key" holds a private key, and everybody may read it (mode 644)
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key closed.key;
    }
}
`,
      files: { "www.key": keyWithMode(0o644), "closed.key": keyWithMode(0o600) },
    },
  ],

  checkDirective(located, ctx) {
    if (isNamedByKey(located, ctx.config)) return;
    const file = ctx.file(located);
    const secret = secretIn(located.directive.name.text, file);
    if (secret === undefined || !file?.access || file.isTracked) return;
    const opening = openingOf(file.access);
    if (!opening) return;
    const mode = (file.access.mode & 0o777).toString(8).padStart(3, "0");
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `"${pathOf(located)}" holds ${secret}, and ${opening.who} (mode ${mode})`,
      severity: opening.severity,
      docs: docsAt(located),
    });
  },
};

/** Groups that exist so that services can read keys. */
const TRUSTED_GROUPS: ReadonlySet<string> = new Set(["root", "wheel", "ssl-cert", "nginx"]);

interface Opening {
  readonly who: string;
  readonly severity: "warning" | "hint";
}

function openingOf({ mode, group }: FileAccess): Opening | undefined {
  if (mode & 0o002) return { who: "everybody may change it", severity: "warning" };
  if (mode & 0o004) return { who: "everybody may read it", severity: "warning" };
  if (!(mode & 0o060)) return undefined;
  const verb = mode & 0o020 ? "change" : "read";
  const isTrusted = group !== undefined && TRUSTED_GROUPS.has(group);
  const name = group === undefined ? "its group" : `the group "${group}"`;
  return { who: `${name} may ${verb} it`, severity: isTrusted ? "hint" : "warning" };
}

function keyWithMode(mode: number): FileFacts {
  const access = { mode, owner: "root", group: "root" };
  return { status: "read", size: 1700, pem: keyFile("www"), access };
}
