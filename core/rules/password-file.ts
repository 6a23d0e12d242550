import type { LineFacts } from "../certificates/file-facts.ts";
import type { Config } from "../config/config.ts";
import type { Located } from "../config/scope.ts";
import { fileDirectives } from "../knowledge/tls-files.ts";
import { removeDirective } from "./shared/edits.ts";
import { keyFile } from "./shared/example-files.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import { keyIn } from "./shared/pem-sides.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";

export const passwordFile: Rule = {
  id: "password-file",
  severity: "hint",
  directives: fileDirectives((it) => it === "passwords"),
  docs: {
    summary: "A password file is of no use, or its lines are not what they seem",
    why: `
nginx tries each line as a pass phrase, in order; only the end of the line is cut off. A blank at the start or the end of a line
is a part of the pass phrase, and an empty first line is the empty one. A line of 4096 bytes or more stops nginx: \`too long
line\`. Where no key is encrypted the file is a secret that serves nobody. What the lines say is neither shown nor kept.`,
    fixSafety: "A key that is encrypted later needs the directive again.",
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_password_file"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     www.crt;
        ssl_certificate_key www.key;
        ssl_password_file   www.pass;
#       ~~~~~~~~~~~~~~~~~ hint: none of the keys is encrypted
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
      files: { "www.key": keyFile("www") },
    },
    {
      bad: `
http {
    ssl_password_file keys.pass;
#                     ~~~~~~~~~ hint: a line of "keys.pass" starts or ends with a blank, which counts as part of the pass phrase
}
`,
      good: `
http {
    ssl_password_file good.pass;
}
`,
      files: {
        "keys.pass": withLines({ hasOuterBlank: true }),
        "good.pass": withLines({}),
      },
    },
  ],

  checkDirective(located, ctx) {
    const { file, directive } = located;
    const docs = docsAt(located);
    const facts = ctx.file(located);
    const lines = facts?.status === "read" ? facts.lines : undefined;
    if (lines) {
      for (const { message, severity } of oddities(lines, pathOf(located))) {
        ctx.report({ file, span: pathSpan(located), message, severity, docs });
      }
    }
    if (!isUnneeded(located, ctx.config, ctx)) return;
    ctx.report({
      file,
      span: directive.name.span,
      message: "none of the keys is encrypted",
      docs,
      tags: ["unnecessary"],
      fixes: [
        {
          title: `Delete "${directive.name.text}"`,
          safety: "unsafe",
          edits: [removeDirective(located)],
        },
      ],
    });
  },
};

function oddities(
  lines: LineFacts,
  path: string,
): { readonly message: string; readonly severity: "error" | "hint" }[] {
  const name = `"${path}"`;
  const all = [
    [lines.hasTooLong, `a line of ${name} has 4096 bytes or more, which nginx refuses`, "error"],
    [lines.count === 0, `${name} is empty, which is the empty pass phrase`, "hint"],
    [
      lines.count > 0 && lines.isFirstEmpty,
      `the first line of ${name} is empty, which is a pass phrase as well`,
      "hint",
    ],
    [
      lines.hasOuterBlank,
      `a line of ${name} starts or ends with a blank, which counts as part of the pass phrase`,
      "hint",
    ],
  ] as const;
  return all.flatMap(([isSo, message, severity]) => (isSo ? [{ message, severity }] : []));
}

/** True if the file is in force for keys, all of them could be read, and none is encrypted. */
function isUnneeded(located: Located, config: Config, ctx: RuleContext): boolean {
  const users = config.identities.filter((it) => it.passwordFile === located);
  const keys = users.flatMap((it) => it.keys);
  return keys.length > 0 && keys.every((it) => keyIn(it, ctx)?.encrypted === false);
}

function withLines(lines: Partial<LineFacts>): {
  readonly status: "read";
  readonly size: number;
  readonly pem: { readonly blocks: readonly [] };
  readonly lines: LineFacts;
} {
  const plain = { count: 1, isFirstEmpty: false, hasOuterBlank: false, hasTooLong: false };
  return { status: "read", size: 10, pem: { blocks: [] }, lines: { ...plain, ...lines } };
}
