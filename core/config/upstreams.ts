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
export class Upstream {
  readonly name: string;
  readonly family: "http" | "stream";
  readonly opener: Located;
  readonly #scope: Scope;
  #servers: readonly UpstreamServer[] | undefined;

  constructor(name: string, opener: Located, scope: Scope) {
    this.name = name;
    this.family = scope.place === "http/upstream" ? "http" : "stream";
    this.opener = opener;
    this.#scope = scope;
  }

  get servers(): readonly UpstreamServer[] {
    const located = this.#scope.named("server");
    this.#servers ??= located.map(upstreamServer);
    return this.#servers;
  }

  /** False if the block has an include that can't be read. */
  get complete(): boolean {
    return !this.#scope.hasUnreadInclude;
  }
}

const PLACES: ReadonlySet<string> = new Set(["http/upstream", "stream/upstream"]);

/** Of all files, in order of the configuration. */
export function collectUpstreams(root: Scope): readonly Upstream[] {
  const found: Upstream[] = [];
  for (const scope of root.blocksOf("upstream", PLACES)) {
    const { opener } = scope;
    const name = opener?.directive.args[0]?.text;
    if (opener && name !== undefined) found.push(new Upstream(name, opener, scope));
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
