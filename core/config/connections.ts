/** One object per hop from nginx to an upstream, with every TLS value in force there and its origin. */
import type { Place } from "../knowledge/directives.ts";
import { defaultProtocols } from "../knowledge/protocols.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { TLS_FAMILIES, type TlsFamilyFacts } from "../knowledge/tls-families.ts";
import type { Settings } from "../settings.ts";
import { type Address, isIpLiteral, parseAddress } from "./addresses.ts";
import { type Absence, absence, effective } from "./effective.ts";
import { remembered } from "./memory.ts";
import type { Located, Scope } from "./scope.ts";
import { viewOf, watcher } from "./sight.ts";
import type { Upstream } from "./upstreams.ts";

export interface Target {
  /** The pass argument. */
  readonly text: string;
  /** Literal scheme in lower case, if it has one. */
  readonly scheme: string | undefined;
  readonly hasVariables: boolean;
  /** Undefined where the host is a variable or malformed. */
  readonly address: Address | undefined;
  /** The declared `upstream` group of that name. */
  readonly group: Upstream | undefined;
}

/** A value in force at a connection. */
export interface Setting {
  /** Directive name, e.g. `proxy_ssl_verify`. */
  readonly name: string;
  /** The first argument in force: written somewhere, or the default of the configured nginx version. */
  readonly value: string | undefined;
  /** The directives it comes from, all in one block; empty for a default. */
  readonly directives: readonly Located[];
  /** True if they stand in the connection's own block. */
  readonly own: boolean;
}

const DEFAULTS: Readonly<Record<string, string>> = {
  ssl: "off",
  ssl_verify: "off",
  ssl_verify_depth: "1",
  ssl_server_name: "off",
  ssl_session_reuse: "on",
  ssl_ciphers: "DEFAULT",
};

export class TlsConnection {
  readonly facts: TlsFamilyFacts;
  /** The block of the pass: a location, an `if` in one, or a stream server. */
  readonly scope: Scope;
  readonly pass: Located;
  readonly target: Target;
  /** Whether this hop is TLS. "unknown": a variable decides at run time. */
  readonly tls: "yes" | "no" | "unknown";
  /** Only what is written somewhere. */
  #settings: Map<string, Setting> | undefined;
  readonly #nginxVersion: string;

  constructor(facts: TlsFamilyFacts, pass: Located, target: Target, settings: Settings) {
    this.facts = facts;
    this.scope = pass.scope;
    this.pass = pass;
    this.target = target;
    this.#nginxVersion = settings.nginxVersion;
    this.tls = facts.family === "stream" ? this.#streamTls() : schemeTls(facts, target);
  }

  /** Full directive name for a suffix: `ssl_verify` -> `grpc_ssl_verify`. */
  directiveName(suffix: string): string {
    return nameOf(this.facts.prefix, suffix);
  }

  setting(suffix: string): Setting {
    const name = this.directiveName(suffix);
    watcher()?.outward(this.scope.part, name);
    const known = this.#settings?.get(suffix);
    if (known) return known;
    const found = effective(name, this.scope);
    if (!found) return unset(name, suffix, this.#nginxVersion);
    const setting: Setting = {
      name,
      value: found.directives[0].directive.args[0]?.text,
      directives: found.directives,
      own: found.scope === this.scope,
    };
    this.#settings ??= new Map();
    this.#settings.set(suffix, setting);
    return setting;
  }

  isOn(suffix: string): boolean {
    return this.setting(suffix).value?.toLowerCase() === "on";
  }

  /** False where a template's placeholder, or a word that is no flag, stands for the value. */
  isOff(suffix: string): boolean {
    return this.setting(suffix).value?.toLowerCase() === "off";
  }

  /** What it means that a setting is nowhere to be seen here. */
  get absence(): Absence {
    return absence(this.scope);
  }

  /**
   * The name that the certificate is checked against and that SNI sends: `*_ssl_name`, else the host of
   * the pass, which for a group is the group's name (ngx_http_upstream_ssl_name). Undefined if unknown.
   */
  get peerName(): string | undefined {
    const written = this.setting("ssl_name").value;
    if (written !== undefined) {
      return written.includes("$") ? undefined : (parseAddress(written)?.host ?? written);
    }
    return this.target.address?.host;
  }

  /** True if the name checked is an IP address, which no certificate's DNS names match. */
  get peerNameIsIp(): boolean {
    const name = this.peerName;
    return name !== undefined && isIpLiteral(name);
  }

  /** On a UDP listener nginx ignores `proxy_ssl` (ngx_stream_proxy_module.c). */
  #streamTls(): "yes" | "no" {
    const listens = this.scope.named("listen");
    const udp =
      listens.length > 0 &&
      listens.every((it) => it.directive.args.some((word) => word.text === "udp"));
    return this.isOn("ssl") && !udp ? "yes" : "no";
  }
}

const NAMES = new Map<string, Map<string, string>>();

/** One string for each name: joining them anew for every connection shows in profiles. */
function nameOf(prefix: string, suffix: string): string {
  const names = entryOf(NAMES, prefix, () => new Map<string, string>());
  return entryOf(names, suffix, () => prefix + suffix);
}

const UNSET = new Map<string, Map<string, Setting>>();

function unset(name: string, suffix: string, nginxVersion: string): Setting {
  const settings = entryOf(UNSET, nginxVersion, () => new Map<string, Setting>());
  return entryOf(settings, name, () => ({
    name,
    value: suffix === "ssl_protocols" ? defaultProtocols(nginxVersion).join(" ") : DEFAULTS[suffix],
    directives: [],
    own: false,
  }));
}

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function schemeTls(facts: TlsFamilyFacts, target: Target): "yes" | "no" | "unknown" {
  if (target.scheme === facts.tlsScheme) return "yes";
  if (target.scheme === facts.plainScheme) return "no";
  if (target.scheme !== undefined || /^(\$|\{\{|<%)/.test(target.text)) return "unknown";
  return facts.family === "proxy" ? "unknown" : "no";
}

/** Every hop in a block and the blocks in it, in order, plain ones included. */
export function collectConnections(
  root: Scope,
  upstreams: readonly Upstream[],
  settings: Settings,
): readonly TlsConnection[] {
  const found: TlsConnection[] = [];
  const { groups, made } = madeWith(upstreams);
  for (const scope of root.inward()) {
    for (const facts of familiesAt(scope.place)) {
      for (const pass of scope.named(facts.passDirective)) {
        const known = made.get(pass);
        const written = known ? undefined : targetOf(pass);
        if (known) found.push(known);
        if (!written) continue;
        const target = withGroup(written, facts, groups);
        const connection = new TlsConnection(facts, pass, target, settings);
        made.set(pass, connection);
        found.push(connection);
      }
    }
  }
  return found;
}

interface Made {
  readonly groups: ReadonlyMap<string, Upstream>;
  /** By their pass: there is one object for a hop, whoever asks for it. */
  readonly made: Map<Located, TlsConnection>;
}

const madeWith = viewOf(
  (upstreams: readonly Upstream[]): Made => ({ groups: groupsByKey(upstreams), made: new Map() }),
);

const BY_PLACE = new Map<Place, readonly TlsFamilyFacts[]>();

function familiesAt(place: Place): readonly TlsFamilyFacts[] {
  let families = BY_PLACE.get(place);
  if (!families) {
    families = TLS_FAMILIES.filter((it) => it.passPlaces.includes(place));
    BY_PLACE.set(place, families);
  }
  return families;
}

/** Up to the path; these variables begin with the path's slash, or with the query. */
const AUTHORITY = /^(?:(?!\$\{?(?:request_uri|uri|document_uri|is_args)\b)[^/?#])*/;

interface WrittenTarget {
  /** Without its group. */
  readonly target: Target;
  /** In lower case; undefined if no group can be meant. */
  readonly groupName: string | undefined;
}

const targetOf = remembered(({ args: [text] }): WrittenTarget | undefined => {
  if (text === undefined) return undefined;
  const target = parseTarget(text);
  return { target, groupName: target.address?.host.toLowerCase() };
});

function withGroup(
  { target, groupName }: WrittenTarget,
  { upstreams }: TlsFamilyFacts,
  groups: ReadonlyMap<string, Upstream>,
): Target {
  if (groupName === undefined) return target;
  const group = groups.get(`${upstreams} ${groupName}`);
  return group ? { ...target, group } : target;
}

function parseTarget(text: string): Target {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  const rest = scheme === undefined ? text : text.slice(scheme.length + 3);
  const authority = /^unix:/i.test(rest) ? rest : (AUTHORITY.exec(rest)?.[0] ?? "");
  const address = parseAddress(authority);
  return {
    text,
    scheme: scheme?.toLowerCase(),
    hasVariables: text.includes("$") || hasPlaceholder(text),
    address,
    group: undefined,
  };
}

/** Of several groups of one name, the first. */
function groupsByKey(upstreams: readonly Upstream[]): ReadonlyMap<string, Upstream> {
  return new Map(upstreams.toReversed().map((it) => [`${it.family} ${it.name.toLowerCase()}`, it]));
}
