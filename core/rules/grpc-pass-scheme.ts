import { parseAddress } from "../config/addresses.ts";
import type { Config } from "../config/config.ts";
import { appendTo, replaceSpan } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";

export const grpcPassScheme: Rule = {
  id: "grpc-pass-scheme",
  severity: "error",
  directives: ["grpc_pass", "uwsgi_pass"],
  docs: {
    summary: "A pass has the scheme of another protocol",
    why: `
\`grpc_pass\` takes \`grpc://\` and \`grpcs://\`, \`uwsgi_pass\` takes \`uwsgi://\` and \`suwsgi://\`. With another scheme nginx
reads the scheme as a host name and refuses it: \`invalid host in upstream "https://…"\`.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_grpc_module.html#grpc_pass",
      "https://nginx.org/en/docs/http/ngx_http_uwsgi_module.html#uwsgi_pass",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            grpc_pass https://127.0.0.1:50051;
#                     ~~~~~~~~~~~~~~~~~~~~~~~ error: invalid host in upstream "https://127.0.0.1:50051"
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            grpc_pass grpcs://127.0.0.1:50051;
        }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { directive, file } = located;
    const [word] = directive.args;
    const [scheme, written] = /^([a-z]+):\/\//i.exec(word?.text ?? "") ?? [];
    const right = REPLACEMENTS[directive.name.text]?.[written?.toLowerCase() ?? ""];
    if (!word || scheme === undefined || right === undefined || word.text.includes("$")) return;
    const port = usualPort(word.text, ctx.config);
    const start = word.span.start + word.quote.length;
    ctx.report({
      file,
      span: word.span,
      message: `invalid host in upstream "${word.text}"`,
      fixes: [
        {
          title: `Use ${right}://`,
          safety: "safe",
          edits: [
            replaceSpan(file, { start, end: start + scheme.length }, `${right}://`),
            ...(port ? [appendTo(file, word, `:${port}`)] : []),
          ],
        },
      ],
    });
  },
};

/** The port that the scheme of HTTP has without saying, which the right one has not; none for a group. */
function usualPort(text: string, { upstreams }: Config): number | undefined {
  const [, scheme = "", authority = ""] = /^(https?):\/\/([^/?#]*)$/i.exec(text) ?? [];
  const address = parseAddress(authority);
  if (!address || address.unix || address.port !== undefined) return undefined;
  const host = address.host.toLowerCase();
  if (upstreams.some((it) => it.family === "http" && it.name.toLowerCase() === host)) {
    return undefined;
  }
  return scheme.toLowerCase() === "https" ? 443 : 80;
}

const REPLACEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  grpc_pass: { http: "grpc", https: "grpcs" },
  uwsgi_pass: { http: "uwsgi", https: "suwsgi", uwsgis: "suwsgi" },
};
