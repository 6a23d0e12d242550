import type { ListenSocket, VirtualServer } from "../config/listeners.ts";
import { serverLabel } from "../config/server-label.ts";
import { versionAtLeast } from "../settings.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { onlyReturns, serverPlace, usedByServer } from "./shared/server.ts";

export const clientVerifyVhosts: Rule = {
  id: "client-verify-vhosts",
  severity: "information",
  docs: {
    summary: "Servers of one socket differ in whether clients are verified",
    why: `
The server for the handshake is chosen by the name in the TLS handshake, the one for the request by the \`Host\` header.
So that nobody gets past the verification by naming two, nginx refuses a request for the verifying server whose two
names differ (error 421), which browsers that reuse a connection can run into. In 1.11.4 to 1.27.3, without the fix that
1.26.3 and 1.27.4 have, a session of the other server opens this one as well (CVE-2025-23419), so for these versions
it is a warning.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client",
      "https://nginx.org/en/security_advisories.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_certificate        /etc/ssl/certs/server.crt;
    ssl_certificate_key    /etc/ssl/private/server.key;
    ssl_client_certificate /etc/ssl/certs/ca.crt;
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
    server {
        listen 443 ssl;
        server_name admin.example.com;
        ssl_verify_client on;
#                         ~~ information: server "www.example.com" on the same socket does not verify clients: requests over its connections get 421 here
    }
}
`,
      good: `
http {
    ssl_certificate        /etc/ssl/certs/server.crt;
    ssl_certificate_key    /etc/ssl/private/server.key;
    ssl_client_certificate /etc/ssl/certs/ca.crt;
    server {
        listen 443 ssl;
        server_name www.example.com;
    }
    server {
        listen 8443 ssl;
        server_name admin.example.com;
        ssl_verify_client on;
    }
}
`,
    },
  ],

  checkSocket(socket, ctx) {
    if (!socket.isTls || socket.family !== "http") return;
    const verifying = socket.servers.filter(
      (it) => it.verifyClient !== "off" && !it.rejectsHandshake,
    );
    const open = verifying.length > 0 ? socket.servers.find((it) => isOpen(it, socket)) : undefined;
    const other = open && serverPlace(open);
    if (!open || !other) return;
    const { nginxVersion } = ctx.config.settings;
    const canBypass = isVulnerable(nginxVersion);
    for (const server of verifying) {
      const [verify] = server.settings("ssl_verify_client");
      if (!verify) continue;
      ctx.report({
        file: verify.file,
        span: pathSpan(verify),
        message: canBypass
          ? `sessions of server "${serverLabel(open)}" bypass this in nginx ${nginxVersion} (CVE-2025-23419)`
          : `server "${serverLabel(open)}" on the same socket does not verify clients: requests over its connections get 421 here`,
        severity: canBypass ? "warning" : "information",
        docs: docsAt(verify),
        related: [
          { ...other, message: "this server verifies no client" },
          ...usedByServer(server, verify),
        ],
      });
    }
  },
};

/** A server that serves something to clients that nobody verifies. */
function isOpen(server: VirtualServer, socket: ListenSocket): boolean {
  return (
    server.verifyClient === "off" &&
    !server.rejectsHandshake &&
    (server.hasCertificate || socket.defaultServer?.hasCertificate === true) &&
    server.absence === "certain" &&
    !onlyReturns(server)
  );
}

function isVulnerable(version: string): boolean {
  if (!versionAtLeast(version, "1.11.4") || versionAtLeast(version, "1.27.4")) return false;
  return !versionAtLeast(version, "1.26.3") || versionAtLeast(version, "1.27.0");
}
