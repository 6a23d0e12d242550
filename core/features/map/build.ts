/** Makes the map of a configuration. */
import type { Config } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import { type ListenFamily, listenersOf, type VirtualServer } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { Finding } from "../../finding.ts";
import { type CertificateFacts, certificatesOf, showsCertificate } from "./certificate-use.ts";
import { gatherAlike, gatherRoutes } from "./gather.ts";
import { groupId, hopsOf, type RawHop } from "./hops.ts";
import { type RawListener, rawListeners } from "./listeners.ts";
import { CertificateMarks } from "./marks.ts";
import type { MapRoute, MapSection, MapServer, MapUpstream, TlsMap } from "./model.ts";
import { OUTSIDE, placeOf, routeName, serverName } from "./names.ts";
import { type Marks, Owners, UNMARKED } from "./owners.ts";
import { actionOf } from "./server-action.ts";
import { valuesOf } from "./variable-values.ts";

export interface MapFacts extends CertificateFacts {
  /** In all files of the configuration. */
  readonly findings: readonly Finding[];
}

export function buildMap(config: Config, facts: MapFacts): TlsMap {
  const hops = hopsOf(config);
  const drafts = FAMILIES.map((it) => draftOf(it, config, hops));
  const owners = new Owners();
  const listeners = drafts.map((it) => {
    own(it, owners);
    const idOf = new Map(it.servers.flatMap(({ server, id }) => (server ? [[server, id]] : [])));
    return rawListeners(config, it.family, idOf, owners);
  });
  const marks = owners.sort(facts.findings, config);
  const certificates = new CertificateMarks(certificatesOf(config, facts));
  const sections = drafts.map((it, index) =>
    sectionOf(it, listeners[index] ?? [], { marks, certificates }),
  );
  return {
    file: config.rootFile.path,
    sections: sections.filter((it) => it.servers.length + it.upstreams.length > 0),
    elsewhere: marks.get("")?.tally ?? UNMARKED.tally,
  };
}

const FAMILIES: readonly ListenFamily[] = ["http", "stream", "mail"];

interface Draft {
  readonly family: ListenFamily;
  readonly servers: readonly DraftServer[];
  readonly upstreams: readonly DraftUpstream[];
}

interface DraftServer {
  readonly id: string;
  /** Undefined for the surroundings of a fragment that has no `server` itself. */
  readonly server: VirtualServer | undefined;
  readonly hops: readonly { readonly id: string; readonly hop: RawHop }[];
}

type DraftUpstream = Omit<MapUpstream, "tally" | "messages"> & {
  readonly block: Scope | undefined;
};

function draftOf(family: ListenFamily, config: Config, hops: readonly RawHop[]): Draft {
  const { servers, byScope } = listenersOf(config);
  const own = hops.filter((it) => it.scope.isIn(family));
  const byServer = new Map<VirtualServer | undefined, RawHop[]>();
  for (const server of servers) if (server.family === family) byServer.set(server, []);
  for (const hop of own) {
    const scope = [...hop.scope.outward()].find((it) => byScope.has(it));
    const server = scope && byScope.get(scope);
    const known = byServer.get(server);
    if (known) known.push(hop);
    else byServer.set(server, [hop]);
  }
  const drafted = [...byServer].map(([server, its], index) => {
    const id = `server:${family}:${index}`;
    return { id, server, hops: its.map((hop, at) => ({ id: `${id}/${at}`, hop })) };
  });
  return { family, servers: drafted, upstreams: upstreamsOf(family, config, own) };
}

/** Declared groups in order, used or not; then other targets in the order of their use. */
function upstreamsOf(
  family: ListenFamily,
  config: Config,
  hops: readonly RawHop[],
): readonly DraftUpstream[] {
  const found = new Map<string, DraftUpstream>();
  for (const group of config.upstreams) {
    if (group.family !== family || found.has(groupId(group))) continue;
    const members = group.servers.map(({ located }) => ({
      label: memberName(located),
      place: placeOf(located),
    }));
    const { opener, name } = group;
    const id = groupId(group);
    const place = placeOf(opener);
    found.set(id, { id, kind: "group", label: name, place, members, block: opener.block });
  }
  for (const { target, pass } of hops) {
    const { id, kind, label } = target;
    if (found.has(id)) continue;
    const members = kind === "variable" ? valuesOf(label, config, family) : [];
    found.set(id, { id, kind, label, place: placeOf(pass), members, block: undefined });
  }
  return [...found.values()];
}

/** The address, and what keeps connections from it. */
function memberName({ directive }: Located): string {
  const [address = "", ...parameters] = directive.args.map((it) => it.text);
  return [address, ...parameters.filter((it) => it === "backup" || it === "down")].join(" ");
}

function own({ servers, upstreams }: Draft, owners: Owners): void {
  for (const { id, server, hops } of servers) {
    const ofHops = new Set<Located>();
    for (const { id: hopId, hop } of hops) {
      if (hop.scope !== server?.scope) owners.ownBlock(hopId, hop.scope);
      for (const it of [hop.pass, ...settingsOf(hop.connection)]) {
        owners.own(hopId, it);
        ofHops.add(it);
      }
    }
    if (server) owners.ownBlock(id, server.scope, ofHops);
    for (const name of SERVER_TLS) {
      for (const it of server?.settings(name) ?? []) owners.own(id, it);
    }
  }
  for (const { id, block } of upstreams) if (block) owners.ownBlock(id, block);
}

/** What a server takes from the blocks around it, as far as the map tells of it. */
const SERVER_TLS: readonly string[] = [
  "ssl_certificate",
  "ssl_certificate_key",
  "ssl_ciphers",
  "ssl_client_certificate",
  "ssl_protocols",
  "ssl_trusted_certificate",
  "ssl_verify_client",
];

function settingsOf(connection: TlsConnection | undefined): readonly Located[] {
  if (!connection || connection.tls === "no") return [];
  return connection.facts.suffixes.flatMap((it) => connection.setting(it).directives);
}

interface Marked {
  readonly marks: ReadonlyMap<string, Marks>;
  readonly certificates: CertificateMarks;
}

function sectionOf(draft: Draft, listeners: readonly RawListener[], marked: Marked): MapSection {
  const told = (id: string) => {
    const { tally, messages } = marked.marks.get(id) ?? UNMARKED;
    return { tally, messages };
  };
  const servers = draft.servers.map((it) => serverOf(it, marked));
  const section: MapSection = {
    family: draft.family,
    listeners: listeners.map((it) => ({ ...it, ...told(it.id) })),
    servers,
    upstreams: draft.upstreams.map(({ block: _, ...it }) => ({ ...it, ...told(it.id) })),
  };
  return gatherAlike(section);
}

function serverOf({ id, server, hops }: DraftServer, marked: Marked): MapServer {
  const { tally, messages, findings } = marked.marks.get(id) ?? UNMARKED;
  const certificates = server && showsCertificate(server) ? server.settings("ssl_certificate") : [];
  const routes = hops.map((it) => routeOf(it.id, it.hop, marked));
  return {
    id,
    label: server ? serverName(server) : OUTSIDE,
    place: placeOf(server?.scope.opener),
    tally,
    messages,
    names: server?.names ?? [],
    alike: [],
    certificate: marked.certificates.of(certificates, findings),
    routes: routes.length > 0 || !server ? gatherRoutes(routes) : [withoutHop(id, server)],
  };
}

function withoutHop(id: string, server: VirtualServer): MapRoute {
  const { action, located } = actionOf(server);
  const place = placeOf(located ?? server.scope.opener);
  const common = { tally: UNMARKED.tally, messages: [], members: [], hop: undefined };
  return { ...common, id: `${id}/0`, label: action, action, place };
}

function routeOf(
  id: string,
  { pass, scope, target, protection, connection }: RawHop,
  marked: Marked,
): MapRoute {
  const { tally, messages, findings } = marked.marks.get(id) ?? UNMARKED;
  const label = routeName(scope);
  const place = placeOf(pass);
  const files = ["ssl_certificate", "ssl_trusted_certificate"];
  const named =
    connection?.tls === "no" ? [] : files.flatMap((it) => connection?.setting(it).directives ?? []);
  const certificate = marked.certificates.of(named, findings);
  const words = [pass.directive.name, ...pass.directive.args].map((it) => it.text);
  return {
    id,
    label,
    place,
    tally,
    messages,
    members: [{ label, place }],
    action: words.join(" "),
    hop: { target: target.id, protection, certificate },
  };
}
