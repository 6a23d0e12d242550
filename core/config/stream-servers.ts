/** The `server` blocks of `stream`, with what decides whether they terminate TLS. */
import { effective } from "./effective.ts";
import type { Located, Scope } from "./scope.ts";

export interface StreamServer {
  readonly scope: Scope;
  /** `listen … ssl`: this server decrypts. */
  readonly tlsListens: readonly Located[];
  readonly udpListens: readonly Located[];
  /** The `ssl_preread` directives in force. */
  readonly preread: Located | undefined;
  readonly prereadOn: boolean;
}

export function streamServers(root: Scope): readonly StreamServer[] {
  return [...root.inward()].filter((it) => it.place === "stream/server").map(streamServer);
}

function streamServer(scope: Scope): StreamServer {
  const preread = effective("ssl_preread", scope)?.directives[0];
  return {
    scope,
    tlsListens: listensWith(scope, "ssl"),
    udpListens: listensWith(scope, "udp"),
    preread,
    prereadOn: preread?.directive.args[0]?.text.toLowerCase() === "on",
  };
}

function listensWith(scope: Scope, parameter: string): Located[] {
  return scope
    .named("listen")
    .filter((it) => it.directive.args.slice(1).some((word) => word.text === parameter));
}
