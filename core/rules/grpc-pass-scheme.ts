import { replaceSpan } from "./edits.ts";
import type { Rule } from "./rule.ts";

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
    const start = word.span.start + word.quote.length;
    ctx.report({
      file,
      span: word.span,
      message: `invalid host in upstream "${word.text}"`,
      fixes: [
        {
          title: `Use ${right}://`,
          safety: "safe",
          edits: [replaceSpan(file, { start, end: start + scheme.length }, `${right}://`)],
        },
      ],
    });
  },
};

const REPLACEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  grpc_pass: { http: "grpc", https: "grpcs" },
  uwsgi_pass: { http: "uwsgi", https: "suwsgi", uwsgis: "suwsgi" },
};
