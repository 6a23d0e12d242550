/** What the posture of a hop and that of a listener are made of. Plain data: hover, lens and map draw it. */
import type { Located, Scope } from "../../config/scope.ts";

/**
 * How far a connection is protected.
 * - `plain`: not at all.
 * - `encrypted`: against listeners; who is at the other end is not checked. For a listener: TLS.
 * - `verified`: the upstream's certificate and name are checked. Never said of a listener.
 * - `mutual`: verified, and the client shows a certificate. For a listener: clients must show one.
 * - `unknown`: a variable decides, nginx only passes bytes on, or nginx refuses the configuration.
 */
export type Verdict = "plain" | "encrypted" | "verified" | "mutual" | "unknown";

export type PostureTopic =
  | "encryption"
  | "verification"
  | "name"
  | "sni"
  | "identity"
  | "protocols"
  | "ciphers"
  | "curves"
  | "depth"
  | "crl"
  | "sessions"
  | "tickets"
  | "alpn"
  | "commands"
  | "default-server"
  | "certificate"
  | "clients"
  | "http"
  | "stapling"
  | "early-data"
  | "hsts";

/** `weak`: worth a second look; `unknown`: only a run or an unseen file can tell. */
export type Quality = "good" | "neutral" | "weak" | "unknown";

export interface PostureRow {
  readonly topic: PostureTopic;
  /** Heading, e.g. `Verified`. */
  readonly label: string;
  /** One line of plain text; what stands literally in the configuration is in double quotes. */
  readonly value: string;
  readonly quality: Quality;
  /** The directives that the value comes from, in order; empty where nothing is written. */
  readonly origins: readonly Located[];
  /** Where it comes from, in words: `set here`, `inherited from "http"`, `default of nginx 1.30.0`. */
  readonly source: string;
}

export interface Posture {
  readonly verdict: Verdict;
  /** One line of plain text without markup, for a lens or a label. */
  readonly summary: string;
  /** The most important first. */
  readonly rows: readonly PostureRow[];
}

/** How a block is named to people: `location /api`, `server`, `http`; the file where no block is seen. */
export function blockLabel(scope: Scope): string {
  const opener = scope.opener?.directive;
  if (!opener) return "main level";
  const [name, args] = [opener.name.text, opener.args.map((it) => it.text)];
  if (name === "server") {
    const [first] = scope.named("server_name").flatMap((it) => it.directive.args);
    return first ? `server ${first.text}` : name;
  }
  return args.length > 0 ? `${name} ${shorten(args.join(" "))}` : name;
}

/** Where values written in these directives come from, as seen from a block. */
export function sourceOf(origins: readonly Located[], scope: Scope): string {
  const [first] = origins;
  if (!first || first.scope === scope) return "set here";
  return `inherited from "${blockLabel(first.scope)}"`;
}

/** The last part of a path, for summaries. */
export function fileLabel(path: string): string {
  if (/^(data|engine|store):/.test(path)) return path.replace(/:.*/, ": …");
  return path.slice(path.lastIndexOf("/") + 1) || path;
}

const LONGEST = 60;

export function shorten(text: string, longest: number = LONGEST): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

export function quoted(text: string): string {
  return `"${text}"`;
}
