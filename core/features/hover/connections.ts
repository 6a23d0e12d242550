/** What a pass, a listen and a server mean for TLS. */
import { type ListenSocket, listenersOf, type VirtualServer } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { serverLabel } from "../../config/server-label.ts";
import type { Upstream } from "../../config/upstreams.ts";
import { counted } from "../../text.ts";
import {
  bounded,
  bullets,
  code,
  link,
  linkToDirective,
  paragraphs,
  plain,
  table,
} from "../markdown.ts";
import { shorten } from "../posture/row.ts";
import { connectionPosture, listenerPosture, servedCertificates } from "../posture.ts";
import { hopLabel, serverLink } from "./effective.ts";
import { postureTable } from "./posture-table.ts";
import type { Subject } from "./request.ts";

const MOST = 8;

/** For a pass directive: the posture of its hop, one for each that differs. */
export function hopSection({ places, config, linkTo }: Subject): string | undefined {
  const hops = config.connections.filter((it) => places.includes(it.pass));
  const tables = hops.map((it) => postureTable(connectionPosture(it, config), linkTo));
  const groups = hops.flatMap((it) => it.target.group ?? []);
  const [group] = groups;
  return paragraphs(...new Set(tables), group && groupSection(group, linkTo)) || undefined;
}

/** The servers of an upstream group. */
export function groupSection(group: Upstream, linkTo: Subject["linkTo"]): string {
  const servers = group.servers.map(({ located }) => {
    const [address, ...parameters] = located.directive.args.map((it) => it.text);
    const more = parameters.length > 0 ? ` ${plain(parameters.join(" "))}` : "";
    return `${link(code(address ?? ""), linkToDirective(located, linkTo))}${more}`;
  });
  const name = link(code(group.name), linkToDirective(group.opener, linkTo));
  const count = counted(group.servers.length, "server");
  const unseen = group.complete ? "" : ", and what an include out of sight adds";
  return paragraphs(
    `**Upstream group** ${name}: ${count}${unseen}`,
    bullets(bounded(servers, MOST, "more servers")),
  );
}

/** The connections that go to a group. */
export function groupUsers(group: Upstream, { config, linkTo }: Subject): string {
  const hops = config.connections.filter((it) => it.target.group === group);
  if (hops.length === 0) return "No connection in sight goes to it.";
  const all = hops.map((it) => {
    const { verdict } = connectionPosture(it, config);
    return `${link(plain(hopLabel(it)), linkToDirective(it.pass, linkTo))}: ${verdict}`;
  });
  return paragraphs(
    `**Used by** ${counted(hops.length, "connection")}`,
    bullets(bounded(all, MOST)),
  );
}

/** For a `listen`: the posture of its address for this server, and who shares the address. */
export function listenSection({ places, config, linkTo }: Subject): string | undefined {
  const { servers } = listenersOf(config);
  const listens = servers
    .flatMap((it) => it.listens)
    .filter((it) => it.located && places.includes(it.located));
  const [first] = listens;
  if (!first) return undefined;
  return paragraphs(
    postureTable(listenerPosture(first, config), linkTo),
    first.socket.servers.length > 1 ? sharedSection(first.socket, linkTo) : undefined,
  );
}

/** By name, which certificate clients of the address see. */
function sharedSection(socket: ListenSocket, linkTo: Subject["linkTo"]): string {
  const served = servedCertificates(socket);
  const rows = served
    .slice(0, MOST)
    .map(({ server, from, certificates }) => [
      `${serverLink(server, linkTo)}${server === socket.defaultServer ? " (default)" : ""}`,
      plain(shorten(server.names.join(" ") || "no name")),
      socket.isTls ? certificateCell(from, certificates, linkTo) : plain("plain text"),
    ]);
  const more = served.length - rows.length;
  return paragraphs(
    `**${counted(served.length, "server")} on ${plain(socket.address.key)}**`,
    table(["server", "names", "certificate"], rows),
    more > 0 ? `… and ${more} more` : undefined,
  );
}

function certificateCell(
  from: string,
  certificates: readonly Located[],
  linkTo: Subject["linkTo"],
): string {
  if (from === "refused") return "handshakes are refused";
  if (from === "none") return "none";
  const paths = certificates.map((it) =>
    link(code(it.directive.args[0]?.text ?? ""), linkToDirective(it, linkTo)),
  );
  return `${paths.join(", ")}${from === "default-server" ? " of the default server" : ""}`;
}

/** For `server` and `server_name`: its addresses, a line each. */
export function serverSection(
  scope: Scope | undefined,
  { config, linkTo }: Subject,
): string | undefined {
  const server: VirtualServer | undefined = scope && listenersOf(config).byScope.get(scope);
  if (!server || server.listens.length === 0) return undefined;
  const lines = server.listens.map((listen) => {
    const { summary } = listenerPosture(listen, config);
    const isDefault = listen.socket.defaultServer === server && listen.socket.servers.length > 1;
    const text = plain(`${summary}${isDefault ? ", default server" : ""}`);
    return listen.located ? link(text, linkToDirective(listen.located, linkTo)) : text;
  });
  return paragraphs(`**${plain(serverLabel(server))}**`, bullets(bounded(lines, MOST)));
}
