import { isCa, isSelfIssued } from "../certificates/chain.ts";
import { coversHost, namesOf } from "../certificates/host-names.ts";
import { leafOf } from "../certificates/pairing.ts";
import type { X509 } from "../certificates/x509.ts";
import { isLoopback } from "../config/addresses.ts";
import type { Config } from "../config/config.ts";
import type { TlsConnection } from "../config/connections.ts";
import { type ListenSocket, listenersOf, type VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { servedBy } from "../config/served-certificates.ts";
import { sketches } from "./shared/example-files.ts";
import { fileAt, pathOf } from "./shared/identity.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { docsOf, enforce, settingPlace } from "./shared/upstream.ts";

export const upstreamTlsNameNotInCertificate: Rule = {
  id: "upstream-tls-name-not-in-certificate",
  severity: "warning",
  docs: {
    summary: "The certificate that an upstream must present is not for the name that is checked",
    why: `
The check fails, and nginx answers 502. Which certificate comes is known in two cases: the upstream is a server of this
configuration on the same machine, or the trusted file holds nothing but the self-signed certificates of upstreams. The
name is that of \`proxy_ssl_name\`, else the host of the pass, which for a group is the group's name; it is compared with
the DNS names, or with the common name where there is none (\`X509_check_host\` in \`ngx_ssl_check_host\`).`,
    fixSafety: "The name is also what SNI sends: an upstream may choose another server by it.",
    references: ["https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            proxy_pass https://backend.internal;
#                      ~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for "backend.internal", but that of the upstream is for app.example.com
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/nginx/app.crt;
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            proxy_pass https://backend.internal;
            proxy_ssl_name app.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate /etc/nginx/app.crt;
        }
    }
}
`,
      files: {
        "/etc/nginx/app.crt": sketches({ name: "app.example.com", issuer: "app.example.com" }),
      },
    },
  ],

  checkConnection(connection, ctx) {
    const name = connection.peerName;
    if (connection.tls !== "yes" || !connection.isOn("ssl_verify")) return;
    if (!name || connection.peerNameIsIp || name.endsWith(".")) return;
    // "upstream-tls-name-is-group" says it.
    if (connection.target.group && connection.setting("ssl_name").value === undefined) return;
    const known = pinned(connection, ctx) ?? ownServers(connection, name, ctx);
    if (!known || known.leaves.some((it) => coversHost(it, name))) return;
    const names = [...new Set(known.leaves.flatMap(namesOf))];
    const better = names.find((it) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(it));
    ctx.report({
      ...settingPlace(connection, connection.setting("ssl_name")),
      message: `certificate is checked for "${name}", but that of the upstream is for ${shown(names)}`,
      docs: docsOf(connection, "ssl_name"),
      related: known.places.map((it) => fileAt(it, `"${pathOf(it)}" is for ${shown(names)}`)),
      fixes: better
        ? [
            {
              title: `Check for "${better}"`,
              safety: "unsafe",
              edits: enforce(connection, [["ssl_name", better]]),
            },
          ]
        : [],
    });
  },
};

interface Known {
  readonly leaves: readonly X509[];
  /** Where their files are named. */
  readonly places: readonly Located[];
}

/** Nothing but certificates that their own keys signed, of no CA: the upstream can only have one of them. */
function pinned(connection: TlsConnection, ctx: RuleContext): Known | undefined {
  const [trusted] = connection.setting("ssl_trusted_certificate").directives;
  const blocks = (trusted && ctx.pem(trusted)?.blocks) ?? [];
  const certificates = blocks.filter((it) => it.kind === "certificate");
  const leaves = certificates.flatMap((it) => it.x509 ?? []);
  const isWhole = leaves.length > 0 && leaves.length === blocks.length;
  if (!trusted || !isWhole || !leaves.every((it) => isSelfIssued(it) && !isCa(it)))
    return undefined;
  return { leaves, places: [trusted] };
}

/** The certificates of the servers of this configuration that every address of the upstream leads to. */
function ownServers(connection: TlsConnection, name: string, ctx: RuleContext): Known | undefined {
  const { target } = connection;
  const addresses = target.group?.servers.map((it) => it.address) ?? [target.address];
  if (addresses.length === 0 || target.group?.complete === false) return undefined;
  const leaves: X509[] = [];
  const places = new Set<Located>();
  for (const address of addresses) {
    if (!address || address.unix || address.port === undefined) return undefined;
    if (!isLoopback(address.host)) return undefined;
    const socket = socketAt(ctx.config, address.host, address.port);
    const server = socket && serverFor(socket, connection, name);
    const certificates = server && socket ? servedBy(server, socket).certificates : [];
    if (certificates.length === 0) return undefined;
    for (const located of certificates) {
      const file = ctx.pem(located);
      const leaf = file && leafOf(file)?.x509;
      if (!leaf) return undefined;
      leaves.push(leaf);
      places.add(located);
    }
  }
  return { leaves, places: [...places] };
}

/** A TLS socket that a connection to this address of the machine meets; that of the address itself goes first. */
function socketAt(config: Config, host: string, port: number): ListenSocket | undefined {
  const v6 = host.includes(":");
  const hosts = v6 ? ["[::1]", "[::]"] : [host === "localhost" ? "127.0.0.1" : host, "*"];
  const { sockets } = listenersOf(config);
  for (const wanted of hosts) {
    const found = sockets.find(
      (it) => it.transport === "tcp" && it.address.host === wanted && it.address.port === port,
    );
    if (found) return found.isTls && found.complete ? found : undefined;
  }
  return undefined;
}

/** The server that answers the name that SNI sends; undefined if only nginx could tell. */
function serverFor(
  socket: ListenSocket,
  connection: TlsConnection,
  name: string,
): VirtualServer | undefined {
  if (!connection.isOn("ssl_server_name")) return socket.defaultServer;
  const exact = socket.servers.find((it) =>
    it.names.some((own) => own.toLowerCase() === name.toLowerCase()),
  );
  if (exact) return exact;
  const patterns = socket.servers.some((it) => it.names.some((own) => /[*~$]|^\./.test(own)));
  return patterns ? undefined : socket.defaultServer;
}

/** As many names as a line bears. */
function shown(names: readonly string[]): string {
  const [first = "no name", ...others] = names;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
