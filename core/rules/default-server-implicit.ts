import { appendArgument } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { listenPlace } from "./shared/server.ts";

export const defaultServerImplicit: Rule = {
  id: "default-server-implicit",
  severity: "hint",
  activation: "opt-in",
  docs: {
    summary: "Which server of a TLS socket answers unknown names depends on the order of the files",
    why: `
Without \`default_server\` the first server of the socket presents its certificate to clients that send no name or an
unknown one, and its protocols and session settings count for all. With \`include sites-enabled/*\` that is whichever
file sorts first.`,
    references: [
      "https://nginx.org/en/docs/http/request_processing.html",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
#              ~~~ hint: this is the default server of "*:443" only because it comes first
        server_name www.example.com;
    }
    server {
        listen 443 ssl;
        server_name api.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl default_server;
        server_name www.example.com;
    }
    server {
        listen 443 ssl;
        server_name api.example.com;
    }
}
`,
    },
  ],

  checkSocket({ listens, isTls, servers, complete }, ctx) {
    const isMarked = listens.some(
      ({ parameters }) => parameters.has("default_server") || parameters.has("default"),
    );
    const [first] = listens;
    const place = first && listenPlace(first);
    if (!isTls || !complete || isMarked || servers.length < 2 || !first?.located || !place) return;
    ctx.report({
      ...place,
      message: `this is the default server of "${first.address.key}" only because it comes first`,
      fixes: [
        {
          title: 'Add "default_server"',
          safety: "safe",
          edits: [appendArgument(first.located, "default_server")],
        },
      ],
    });
  },
};
