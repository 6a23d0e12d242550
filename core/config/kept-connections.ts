/** Whether nginx keeps the connections of a hop and hands them to later requests of the same location. */
import { type Settings, versionAtLeast } from "../settings.ts";
import type { TlsConnection } from "./connections.ts";
import { effective } from "./effective.ts";
import type { Located, Scope } from "./scope.ts";

export interface KeptConnections {
  /** The block of the group that keeps them. */
  readonly group: Scope;
  /** `keepalive` of the group; undefined where it is nginx's default. */
  readonly keepalive: Located | undefined;
  /** True if `keepalive 0` is possible: groups keep connections without being told to. */
  readonly byDefault: boolean;
}

/** Undefined where none is kept, or where it can't be known: only groups keep any. */
export function keptConnections(
  connection: TlsConnection,
  { nginxVersion }: Settings,
): KeptConnections | undefined {
  const { group } = connection.target;
  const block = group?.opener.block;
  if (!group?.complete || !block || group.family !== "http") return undefined;
  const byDefault = versionAtLeast(nginxVersion, "1.29.7");
  const [keepalive] = block.named("keepalive");
  if (keepalive ? keepalive.directive.args[0]?.text === "0" : !byDefault) return undefined;
  if (!speaksPersistently(connection, byDefault)) return undefined;
  return { group: block, keepalive, byDefault };
}

/** Whether a request leaves its connection open. */
function speaksPersistently({ facts, scope }: TlsConnection, byDefault: boolean): boolean {
  if (facts.family === "grpc") return true;
  if (facts.family !== "proxy") return false;
  const version = effective("proxy_http_version", scope)?.directives[0].directive.args[0]?.text;
  if ((version ?? (byDefault ? "1.1" : "1.0")) === "1.0") return false;
  const headers = effective("proxy_set_header", scope)?.directives ?? [];
  const header = headers.find(
    ({ directive }) => directive.args[0]?.text.toLowerCase() === "connection",
  );
  if (!header) return byDefault;
  return /^(keep-alive)?$/i.test(header.directive.args[1]?.text ?? "close");
}
