/** The map as nodes and edges: for programs, and for languages that describe graphs. */
import type { ListenFamily } from "../../config/listeners.ts";
import type { Look } from "./look.ts";
import { lookOf } from "./look.ts";
import type {
  CertificateMark,
  MapPlace,
  MapSection,
  Member,
  Protection,
  Tally,
  TlsMap,
} from "./model.ts";
import { NO_FINDINGS } from "./model.ts";

export interface GraphNode {
  readonly id: string;
  readonly kind: "clients" | "listener" | "server" | "location" | "upstream";
  readonly family: ListenFamily;
  readonly label: string;
  /** For a location: its server. */
  readonly parent: string | undefined;
  /** Sockets, server names, locations, servers of a group: whatever it stands for. */
  readonly members: readonly Member[];
  readonly certificate: CertificateMark | undefined;
  readonly place: MapPlace | undefined;
  readonly tally: Tally;
  readonly messages: readonly string[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** "clients": to a listener; "server": from a listener to a server; "hop": to an upstream. */
  readonly kind: "clients" | "server" | "hop";
  /** Undefined inside nginx. */
  readonly protection: Protection | undefined;
  readonly look: Look | undefined;
  readonly place: MapPlace | undefined;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export function graphOf({ sections }: TlsMap): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const section of sections) {
    addListeners(section, nodes, edges);
    addServers(section, nodes, edges);
    for (const { id, label, members, place, tally, messages } of section.upstreams) {
      const { family } = section;
      const common = { certificate: undefined, parent: undefined, place, tally, messages };
      nodes.push({ ...common, id, kind: "upstream", family, label, members });
    }
  }
  return { nodes, edges };
}

function addListeners(
  { family, listeners }: MapSection,
  nodes: GraphNode[],
  edges: GraphEdge[],
): void {
  const clients = `clients:${family}`;
  const common = { family, parent: undefined, certificate: undefined };
  if (listeners.length > 0) {
    const nothing = { members: [], place: undefined, tally: NO_FINDINGS, messages: [] };
    nodes.push({ ...common, ...nothing, id: clients, kind: "clients", label: "Clients" });
  }
  for (const { id, label, sockets, protection, servers, place, tally, messages } of listeners) {
    const members = sockets.map((it) => ({ label: it, place }));
    nodes.push({ ...common, id, kind: "listener", label, members, place, tally, messages });
    const look = lookOf(protection, "clients");
    edges.push({ from: clients, to: id, kind: "clients", protection, look, place });
    for (const to of servers) {
      edges.push({ from: id, to, kind: "server", protection: undefined, look: undefined, place });
    }
  }
}

function addServers({ family, servers }: MapSection, nodes: GraphNode[], edges: GraphEdge[]): void {
  for (const server of servers) {
    const { id, label, names, alike, certificate, place, tally, messages } = server;
    const members = [...names.map((it) => ({ label: it, place })), ...alike];
    const common = { family, kind: "server", parent: undefined } as const;
    nodes.push({ ...common, id, label, members, certificate, place, tally, messages });
    for (const route of server.routes) {
      const { hop } = route;
      nodes.push({
        id: route.id,
        kind: "location",
        family,
        label: route.label,
        parent: id,
        members: route.members,
        certificate: hop?.certificate,
        place: route.place,
        tally: route.tally,
        messages: route.messages,
      });
      if (!hop) continue;
      const look = lookOf(hop.protection, "upstream");
      const { target: to, protection } = hop;
      edges.push({ from: route.id, to, kind: "hop", protection, look, place: route.place });
    }
  }
}
