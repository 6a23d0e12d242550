import type { Listen } from "../config/listeners.ts";
import type { Severity } from "../severity.ts";
import { GUESSED_NAME } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { addSsl, listenPlace } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const listen443NoSsl: Rule = {
  id: "listen-443-no-ssl",
  severity: "warning",
  needs: ["listen"],
  docs: {
    summary: "A port that clients expect TLS on speaks plain HTTP",
    why: `
A \`listen\` without \`ssl\` is plain HTTP whatever its port. Browsers speak TLS on port 443, so they get nothing but an
error, and who forces plain HTTP sends everything in the clear. nginx is silent about it. It is information for port
8443, and where \`proxy_protocol\` tells of a load balancer in front that may end TLS.`,
    fixSafety: `Clients must speak TLS on this port from then on. ${GUESSED_NAME}`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen",
      "https://nginx.org/en/docs/http/configuring_https_servers.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443;
#              ~~~ warning: port 443 speaks plain HTTP: "listen" has no "ssl"
        server_name www.example.com;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    for (const listen of server.plainListens) {
      const severity = severityAt(listen);
      const place = listenPlace(listen);
      if (!severity || !place) continue;
      ctx.report({
        ...place,
        message: `port ${listen.address.port} speaks plain HTTP: "listen" has no "ssl"`,
        severity: severityOfAbsence(severity, server.absence),
        fixes: [{ title: 'Add "ssl"', safety: "unsafe", edits: addSsl(listen) }],
      });
    }
  },
};

/** How grave it is that a plain `listen` has this port; undefined if it is none of TLS. */
export function severityAt({ address, server, socket }: Listen): Severity | undefined {
  if (server.family !== "http" || (address.port !== 443 && address.port !== 8443)) return undefined;
  return address.port === 8443 || socket.has("proxy_protocol") ? "information" : "warning";
}
