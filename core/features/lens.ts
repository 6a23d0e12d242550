/** One line of posture over each hop and over each server: what a code lens says. */
import { isLoopback } from "../config/addresses.ts";
import type { Config } from "../config/config.ts";
import type { TlsConnection } from "../config/connections.ts";
import { listenersOf, type VirtualServer } from "../config/listeners.ts";
import type { SourceFile } from "../config/source-file.ts";
import type { Directive } from "../syntax/tree.ts";
import type { Span } from "../text.ts";
import { connectionPosture, listenerPosture } from "./posture.ts";

export interface Lens {
  /** The name of the directive that the line stands over. */
  readonly span: Span;
  /** One line of plain text. */
  readonly title: string;
}

/**
 * The lenses of one file, in order. A directive that counts in several places, since its file is included more
 * than once, has the line of the first with the number of others that differ.
 */
export function lensesOf(configs: readonly Config[], file: SourceFile): readonly Lens[] {
  const titles = new Map<Directive, Set<string>>();
  const add = (directive: Directive, title: string | undefined) => {
    if (title === undefined) return;
    const known = titles.get(directive);
    if (known) known.add(title);
    else titles.set(directive, new Set([title]));
  };
  for (const config of configs) {
    for (const connection of config.connections) {
      const { pass } = connection;
      if (pass.file.path !== file.path) continue;
      add(pass.directive, hopTitle(connection, config));
    }
    for (const server of listenersOf(config).servers) {
      const { opener } = server.scope;
      if (opener?.file.path === file.path) add(opener.directive, serverTitle(server, config));
    }
  }
  return [...titles]
    .map(([directive, all]) => ({ span: directive.name.span, title: joined([...all]) }))
    .sort((a, b) => a.span.start - b.span.start);
}

/** What is not encrypted and does not leave the machine needs no line. */
function hopTitle(connection: TlsConnection, config: Config): string | undefined {
  const { verdict, summary } = connectionPosture(connection, config);
  return verdict === "plain" && staysHere(connection) ? undefined : summary;
}

function staysHere({ target: { address, group } }: TlsConnection): boolean {
  if (!group) return address !== undefined && (address.unix || isLoopback(address.host));
  return (
    group.complete &&
    group.servers.length > 0 &&
    group.servers.every((it) => it.address && (it.address.unix || isLoopback(it.address.host)))
  );
}

/** `TLS on 443, [::]:443: certificate a.crt, TLSv1.3`: addresses that differ in nothing else are told together. */
function serverTitle(server: VirtualServer, config: Config): string | undefined {
  const places = new Map<string, string[]>();
  for (const listen of server.listens) {
    const { summary } = listenerPosture(listen, config);
    const { key } = listen.address;
    const pattern = summary.replace(key, PLACE);
    places.set(pattern, [...(places.get(pattern) ?? []), key.replace(/^\*:/, "")]);
  }
  if (places.size === 0) return undefined;
  return [...places]
    .map(([pattern, all]) => pattern.replace(PLACE, [...new Set(all)].join(", ")))
    .join(" · ");
}

const PLACE = "\u0000";

function joined([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return `${first} (${others.length} more where else it is included)`;
}
