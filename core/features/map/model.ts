/** The configuration as people think of it: clients, listeners, servers, what they pass on, and upstreams. Plain data. */
import type { ListenFamily } from "../../config/listeners.ts";
import type { Severity } from "../../severity.ts";
import type { Span } from "../../text.ts";
import type { Verdict } from "../posture.ts";

/** What protects a connection. */
export interface Protection {
  readonly verdict: Verdict;
  /** One line of plain text. */
  readonly summary: string;
  /** True for a connection that does not leave the machine. */
  readonly local: boolean;
}

/** A directive: where a click leads. */
export interface MapPlace {
  readonly file: string;
  readonly span: Span;
}

/** How many findings of each severity there are at a thing of the map. */
export type Tally = Readonly<Record<Severity, number>>;

export interface MapThing {
  /** Unique in the map, and the same as long as the configuration keeps its shape. */
  readonly id: string;
  readonly label: string;
  /** Undefined for what is written nowhere, such as the port 80 of a server without `listen`. */
  readonly place: MapPlace | undefined;
  readonly tally: Tally;
  /** The first messages, gravest first. */
  readonly messages: readonly string[];
}

/** What clients connect to: one address and port, or several that are alike in everything. */
export interface MapListener extends MapThing {
  /** As nginx writes them: `*:443`, `[::]:443`, `unix:/run/nginx.sock`. */
  readonly sockets: readonly string[];
  readonly protection: Protection;
  /** What is spoken there beside TLS, such as `HTTP/2`. */
  readonly protocols: readonly string[];
  /** Ids of servers, in order; the first answers where no name fits if `defaultServer` says so. */
  readonly servers: readonly string[];
  readonly defaultServer: string | undefined;
}

export interface MapServer extends MapThing {
  readonly names: readonly string[];
  /** Those that stand for this one as well, since they are alike in everything but their names. */
  readonly alike: readonly Member[];
  readonly certificate: CertificateMark | undefined;
  readonly routes: readonly MapRoute[];
}

/** "unread": the file was not read, or holds no certificate. */
export type CertificateState = "valid" | "expiring" | "expired" | "not-yet-valid" | "unread";

/** Something wrong with a certificate that a connection depends on. */
export interface CertificateMark {
  readonly state: CertificateState | "mismatched";
  /** As written. */
  readonly file: string;
  readonly text: string;
}

/** One hop: a location (or several alike) and the upstream that it passes requests to. */
export interface MapRoute extends MapThing {
  /** What it stands for; one unless locations are alike. */
  readonly members: readonly Member[];
  /** The directive that passes on, or what the server does otherwise: `return`, files. */
  readonly action: string;
  /** Undefined where nothing is passed on. */
  readonly hop: Hop | undefined;
}

export interface Hop {
  /** Id of an upstream. */
  readonly target: string;
  readonly protection: Protection;
  readonly certificate: CertificateMark | undefined;
}

export interface Member {
  readonly label: string;
  readonly place: MapPlace | undefined;
}

export interface MapUpstream extends MapThing {
  readonly kind: "group" | "host" | "socket" | "variable";
  /** The servers of a group; the values that the configuration gives a variable. */
  readonly members: readonly Member[];
}

export interface MapSection {
  readonly family: ListenFamily;
  readonly listeners: readonly MapListener[];
  readonly servers: readonly MapServer[];
  readonly upstreams: readonly MapUpstream[];
}

export interface TlsMap {
  /** Path of the file that the configuration starts with. */
  readonly file: string;
  /** Only those that have a server or an upstream. */
  readonly sections: readonly MapSection[];
  /** Findings that belong to nothing drawn. */
  readonly elsewhere: Tally;
}

export const NO_FINDINGS: Tally = { error: 0, warning: 0, information: 0, hint: 0 };
