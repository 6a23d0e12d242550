/** What clients of a TLS socket meet, behind its `listen`. */
import { enabledProtocols } from "../../config/enabled-protocols.ts";
import type { Listen, VirtualServer } from "../../config/listeners.ts";
import { serverLabel } from "../../config/server-label.ts";
import { defaultProtocols } from "../../knowledge/protocols.ts";
import { ListenerView } from "../posture/listener-view.ts";
import { fileLabel } from "../posture/row.ts";
import { type HintPart, partOf, protocolRange, statement } from "./hint.ts";

/** None for a socket that is not TLS. */
export function listenerParts(listen: Listen, nginxVersion: string): readonly HintPart[] {
  if (!listen.socket.isTls) return [];
  const view = new ListenerView(listen, nginxVersion);
  return [...protocolParts(view), ...certificateParts(view), ...clientParts(view)];
}

function protocolParts(view: ListenerView): readonly HintPart[] {
  const at = view.forProtocols;
  const written = at.settings("ssl_protocols");
  const enabled =
    written.length > 0 ? enabledProtocols(written) : defaultProtocols(view.nginxVersion);
  return partAt(view, at, "ssl_protocols", protocolRange(enabled));
}

function certificateParts(view: ListenerView): readonly HintPart[] {
  const { from, certificates } = view.served;
  if (certificates.length === 0) return [];
  const at = from === "default-server" ? view.first : view.server;
  const files = certificates.map((it) => fileLabel(it.directive.args[0]?.text ?? ""));
  return partAt(view, at, "ssl_certificate", `certificate ${files.join(" and ")}`);
}

function clientParts(view: ListenerView): readonly HintPart[] {
  const { server } = view;
  if (server.verifyClient === "off") return [];
  return partAt(view, server, "ssl_verify_client", `verify clients: ${server.verifyClient}`);
}

/** A setting of the server itself, or of the default server of its socket. */
function partAt(
  { server }: ListenerView,
  at: VirtualServer,
  name: string,
  text: string,
): readonly HintPart[] {
  const directives = at.settings(name);
  const [origin] = directives;
  if (at === server) {
    const own = origin?.scope === server.scope;
    return partOf(text, { name, directives, own }, server.absence);
  }
  if (!origin && at.absence !== "certain") return [];
  const source = `of the default server ${serverLabel(at)}`;
  const explanation = origin ? statement(origin) : `${name} is not set there`;
  return [{ text, source, explanation, origin }];
}
