import { type Address, parseAddress } from "./addresses.ts";
import { remembered } from "./memory.ts";
import type { Located, Scope } from "./scope.ts";

export interface UpstreamServer {
  readonly located: Located;
  /** Undefined where it can't be known: a variable or a malformed address. */
  readonly address: Address | undefined;
  /** `service=`: port and addresses come from DNS SRV records. */
  readonly hasService: boolean;
}

/** An `upstream` group. nginx compares group names without regard to case. */
export interface Upstream {
  readonly name: string;
  readonly family: "http" | "stream";
  readonly opener: Located;
  readonly servers: readonly UpstreamServer[];
  /** False if the block has an include that can't be read. */
  readonly complete: boolean;
}

/** Of all files, in order of the configuration. */
export function collectUpstreams(root: Scope): readonly Upstream[] {
  const found: Upstream[] = [];
  for (const scope of root.inward()) {
    if (scope.place !== "http/upstream" && scope.place !== "stream/upstream") continue;
    const name = scope.opener?.directive.args[0]?.text;
    if (!scope.opener || name === undefined) continue;
    found.push({
      name,
      family: scope.place === "http/upstream" ? "http" : "stream",
      opener: scope.opener,
      servers: scope.named("server").map(upstreamServer),
      complete: !scope.hasUnreadInclude,
    });
  }
  return found;
}

function upstreamServer(located: Located): UpstreamServer {
  const { address, hasService } = factsOf(located);
  return { located, address, hasService };
}

const factsOf = remembered(({ args: [address, ...parameters] }) => ({
  address: address === undefined ? undefined : parseAddress(address),
  hasService: parameters.some((it) => it.startsWith("service=")),
}));
