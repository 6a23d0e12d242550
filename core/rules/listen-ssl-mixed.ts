import { serverLabel } from "../config/server-label.ts";
import { appendArgument } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { listenPlace } from "./shared/server.ts";

export const listenSslMixed: Rule = {
  id: "listen-ssl-mixed",
  severity: "warning",
  docs: {
    summary: "Servers of one socket disagree on `ssl`",
    why: `
\`ssl\` is an option of the socket: if one server's \`listen\` has it, it counts for all servers on the same address and
port (\`ngx_http_add_addresses\`). A server that looks plain speaks TLS in truth, and answers plain HTTP with error
400. nginx says nothing about it.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_core_module.html#listen"],
  },
  examples: [
    {
      bad: `
http {
    ssl_certificate     /etc/ssl/certs/server.crt;
    ssl_certificate_key /etc/ssl/private/server.key;
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
    server {
        listen 443;
#              ~~~ warning: "*:443" is TLS here too: "listen" of server "www.example.com" has "ssl"
        server_name admin.example.com;
    }
}
`,
      good: `
http {
    ssl_certificate     /etc/ssl/certs/server.crt;
    ssl_certificate_key /etc/ssl/private/server.key;
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
    server {
        listen 443 ssl;
        server_name admin.example.com;
    }
}
`,
    },
  ],

  checkSocket({ listens, address }, ctx) {
    const tls = listens.find((it) => it.parameters.has("ssl"));
    const other = tls && listenPlace(tls);
    if (!tls || !other) return;
    for (const listen of listens) {
      const { located, parameters, server, isRefused } = listen;
      if (!located || isRefused || parameters.has("ssl") || server === tls.server) continue;
      const place = listenPlace(listen);
      if (!place) continue;
      ctx.report({
        ...place,
        message: `"${address.key}" is TLS here too: "listen" of server "${serverLabel(tls.server)}" has "ssl"`,
        related: [{ ...other, message: '"ssl" is set for the socket here' }],
        fixes: [{ title: 'Add "ssl"', safety: "safe", edits: [appendArgument(located, "ssl")] }],
      });
    }
  },
};
