/** Which certificate clients of a socket get to see, by the name they ask for. */
import type { ListenSocket, VirtualServer } from "./listeners.ts";
import type { Located } from "./scope.ts";

export interface ServedCertificate {
  readonly server: VirtualServer;
  /**
   * Whose certificates are shown. A server without one leaves the connection to its socket's default server
   * (ngx_http_ssl_servername); `refused`: the handshake is refused; `none`: nobody has one.
   */
  readonly from: "own" | "default-server" | "refused" | "none";
  /** Several only if they differ in the type of their keys. */
  readonly certificates: readonly Located[];
  readonly keys: readonly Located[];
}

/** One for each server of the socket, the default server first. */
export function servedCertificates(socket: ListenSocket): readonly ServedCertificate[] {
  const { defaultServer, servers } = socket;
  const others = servers.filter((it) => it !== defaultServer);
  return (defaultServer ? [defaultServer, ...others] : others).map((it) => servedBy(it, socket));
}

/** The certificate that clients of a socket get when they ask for a name of this server. */
export function servedBy(server: VirtualServer, socket: ListenSocket): ServedCertificate {
  if (server.rejectsHandshake) return { server, from: "refused", certificates: [], keys: [] };
  if (server.hasCertificate) return { server, from: "own", ...pairsOf(server) };
  const other = socket.defaultServer;
  if (!other || other === server) return { server, from: "none", certificates: [], keys: [] };
  if (other.rejectsHandshake) return { server, from: "refused", certificates: [], keys: [] };
  const from = other.hasCertificate ? "default-server" : "none";
  return { server, from, ...pairsOf(other) };
}

function pairsOf(server: VirtualServer): Pick<ServedCertificate, "certificates" | "keys"> {
  return {
    certificates: server.settings("ssl_certificate"),
    keys: server.settings("ssl_certificate_key"),
  };
}
