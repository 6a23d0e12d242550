import { isLoopback } from "../config/addresses.ts";
import type { Rule } from "./shared/rule.ts";
import { listenPlace, mindsScheme, onlyReturns } from "./shared/server.ts";

export const plaintextAndTlsSameServer: Rule = {
  id: "plaintext-and-tls-same-server",
  severity: "hint",
  needs: ["listen"],
  docs: {
    summary: "A server answers the same over TLS and in the clear",
    why: `
One server with a plain and a TLS \`listen\` serves everything on both, cookies and passwords included, and nothing moves
a visitor to TLS. Common practice is a server of its own for the plain port that redirects. Where the server verifies
clients, \`client-verify-plaintext-bypass\` says so instead.`,
    references: [
      "https://nginx.org/en/docs/http/configuring_https_servers.html#single_http_https_server",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80;
#              ~~ hint: this server answers the same in the clear as over TLS
        listen 443 ssl;
        server_name www.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 80;
        server_name www.example.com;
        return 301 https://$host$request_uri;
    }
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family !== "http" || server.verifyClient === "on" || onlyReturns(server)) return;
    if (server.absence !== "certain" || server.tlsListens.length === 0) return;
    const plain = server.plainListens.find(
      ({ located, address }) => located && !address.unix && !isLoopback(address.host),
    );
    const place = plain && listenPlace(plain);
    if (!place || mindsScheme(server)) return;
    ctx.report({
      ...place,
      message: "this server answers the same in the clear as over TLS",
    });
  },
};
