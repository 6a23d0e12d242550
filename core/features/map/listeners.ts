/** What clients connect to. */

import { isLoopback } from "../../config/addresses.ts";
import type { Config } from "../../config/config.ts";
import {
  type Listen,
  type ListenFamily,
  type ListenSocket,
  listenersOf,
  type VirtualServer,
} from "../../config/listeners.ts";
import { versionAtLeast } from "../../settings.ts";
import type { Verdict } from "../posture.ts";
import { listenerPosture } from "../posture.ts";
import type { MapListener, Protection } from "./model.ts";
import { placeOf } from "./names.ts";
import type { Owners } from "./owners.ts";

export type RawListener = Omit<MapListener, "tally" | "messages">;

/** The sockets of one part of the configuration; those that are alike in all but their address are one. */
export function rawListeners(
  config: Config,
  family: ListenFamily,
  idOf: ReadonlyMap<VirtualServer, string>,
  owners: Owners,
): readonly RawListener[] {
  const merged = new Map<string, RawListener>();
  for (const socket of listenersOf(config).sockets) {
    if (socket.family !== family || socket.listens.every(isGuess)) continue;
    const one = rawListener(socket, config, idOf);
    const { servers, defaultServer, protocols, protection } = one;
    const port = socket.address.port ?? socket.address.key;
    const shape = [port, socket.transport, servers, defaultServer, protocols, protection.verdict];
    const key = JSON.stringify([...shape, protection.local]);
    const known = merged.get(key);
    const whole = known ? joined(known, one) : one;
    merged.set(key, whole);
    for (const it of socket.listens) owners.own(whole.id, it.located);
  }
  return [...merged.values()];
}

/** The address of a server of which only the inside is seen, and no `listen` in it. */
function isGuess({ located, server }: Listen): boolean {
  return located === undefined && server.scope.opener === undefined;
}

function joined(a: RawListener, b: RawListener): RawListener {
  const sockets = [...a.sockets, ...b.sockets];
  return { ...a, sockets, label: labelOf(sockets) };
}

function rawListener(
  socket: ListenSocket,
  config: Config,
  idOf: ReadonlyMap<VirtualServer, string>,
): RawListener {
  const { address, family, transport, defaultServer, listens } = socket;
  const first = listens.find((it) => it.server === defaultServer) ?? listens[0];
  const name = transport === "udp" ? `${address.key} (UDP)` : address.key;
  return {
    id: `listener:${family}:${transport}:${address.key}`,
    label: labelOf([name]),
    sockets: [name],
    place: placeOf(first?.located ?? defaultServer?.scope.opener),
    protection: protectionOf(socket, first, config),
    protocols: protocolsOf(socket, config),
    servers: socket.servers.flatMap((it) => idOf.get(it) ?? []),
    defaultServer: defaultServer && idOf.get(defaultServer),
  };
}

/** `443` for `*:443`: the star says nothing to people. */
function labelOf(sockets: readonly string[]): string {
  return sockets.map((it) => it.replace(/^\*:/, "")).join(", ");
}

function protectionOf(socket: ListenSocket, first: Listen | undefined, config: Config): Protection {
  const { host, unix } = socket.address;
  const local = unix || isLoopback(host);
  if (!first) return { verdict: "unknown", summary: "", local };
  const all = socket.listens.map((it) => listenerPosture(it, config).verdict);
  const { verdict, summary } = listenerPosture(first, config);
  const verifying = all.filter((it) => it === "mutual").length;
  if (verifying === 0 || verifying === all.length) return { verdict, summary, local };
  const some = `client certificates required by ${verifying} of ${all.length} servers`;
  const weakest: Verdict = all.includes("plain") ? "plain" : "encrypted";
  const plain = summary.replace(/, client certificates required/, "");
  return { verdict: weakest, summary: `${plain}, ${some}`, local };
}

function protocolsOf(socket: ListenSocket, { settings }: Config): readonly string[] {
  const found: string[] = [];
  const { family, transport, servers } = socket;
  const switched = versionAtLeast(settings.nginxVersion, "1.25.1");
  if (family === "mail") {
    const names = servers.map((it) => it.value("protocol")?.toUpperCase() ?? "");
    found.push(...new Set(names.filter((it) => it !== "")));
  }
  if (family === "stream") found.push(transport === "udp" ? "UDP" : "TCP");
  if (family === "http" && transport === "udp") found.push("HTTP/3");
  if (family === "http" && transport === "tcp") {
    const isHttp2 = socket.has("http2") || (switched && servers.some((it) => it.isOn("http2")));
    found.push(isHttp2 && socket.isTls ? "HTTP/2" : "HTTP/1.1");
  }
  if (socket.has("proxy_protocol")) found.push("PROXY protocol");
  return found;
}
