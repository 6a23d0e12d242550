/** How the things of the map are called. */
import type { TlsConnection } from "../../config/connections.ts";
import type { VirtualServer } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { MapPlace } from "./model.ts";

/** The name and arguments of a directive, without its block. */
export function placeOf(located: Located | undefined): MapPlace | undefined {
  if (!located) return undefined;
  const { name, args } = located.directive;
  const end = args.at(-1)?.span.end ?? name.span.end;
  return { file: located.file.path, span: { start: name.span.start, end } };
}

/** The `server` around a fragment that is only the inside of one. */
export const OUTSIDE = "server that includes this file";

/** The first of its names; for one without, where it listens. */
export function serverName(server: VirtualServer): string {
  const [name] = server.names.filter((it) => it !== "" && it !== "_");
  if (name !== undefined) return name;
  if (!server.scope.opener) return OUTSIDE;
  const [listen] = server.listens;
  const isDefault = listen?.socket.defaultServer === server;
  const where = listen ? ` ${listen.address.key}` : "";
  if (server.family !== "http") return `${server.family} server${where}`;
  return `${isDefault ? "default server" : "server"}${where}`;
}

/** The block that a hop stands in: `/api`, `= /login`, `@app`, `/ if ($slow)`; of a `server`, "all connections". */
export function routeName(scope: Scope): string {
  const { opener } = scope;
  const [first = "", ...others] = opener?.directive.args.map((it) => it.text) ?? [];
  switch (scope.place) {
    case "http/location":
      return [first, ...others].join(" ") || "location";
    case "http/location/if":
      return `${outer(scope)} if ${[first, ...others].join(" ")}`.trim();
    case "http/location/limit_except":
      return `${outer(scope)} except ${[first, ...others].join(" ")}`.trim();
    default:
      return "all connections";
  }
}

function outer({ parent }: Scope): string {
  return parent?.place === "http/location" ? routeName(parent) : "";
}

/** A hop in one line: what is passed on, and to whom. */
export function connectionName({ scope, target, facts }: TlsConnection): string {
  const from = facts.family === "stream" ? "stream" : routeName(scope);
  return `${from} → ${target.text}`;
}
