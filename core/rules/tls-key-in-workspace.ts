import type { FileFacts } from "../certificates/file-facts.ts";
import { keyFile } from "./shared/example-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isNamedByKey, SECRET_DIRECTIVES, secretIn } from "./shared/secrets.ts";

export const tlsKeyInWorkspace: Rule = {
  id: "tls-key-in-workspace",
  severity: "information",
  directives: SECRET_DIRECTIVES,
  docs: {
    summary: "A file with a key or with pass phrases is tracked by git",
    why: `
Everybody who can clone the repository has the secret, and it stays in the history when the file is deleted: only a new key
helps. Keep keys out of repositories, add them to \`.gitignore\`, and put them in place when deploying. A file with pass phrases
or ticket keys is a warning; a private key is information, since many repositories have some for tests alone. Whether
a file is tracked is read from the repository's index; no program is run.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html",
      "https://git-scm.com/docs/gitignore",
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
#                           ~~~~~~~ information: "www.key" holds a private key, and git tracks it
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key other.key;
    }
}
`,
      files: { "www.key": keyInGit(true), "other.key": keyInGit(false) },
    },
  ],

  checkDirective(located, ctx) {
    if (isNamedByKey(located, ctx.config)) return;
    const file = ctx.file(located);
    const secret = secretIn(located.directive.name.text, file);
    if (secret === undefined || !file?.isTracked) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: `"${pathOf(located)}" holds ${secret}, and git tracks it`,
      severity: secret === "a private key" ? "information" : "warning",
      docs: docsAt(located),
    });
  },
};

function keyInGit(isTracked: boolean): FileFacts {
  return { status: "read", size: 1700, pem: keyFile("www"), isTracked };
}
