/** What a pass sends requests to, and the names that an upstream's certificate may have. */
import { isIpLiteral } from "../../config/addresses.ts";
import type { TlsConnection } from "../../config/connections.ts";
import type { Upstream } from "../../config/upstreams.ts";
import { TLS_FAMILIES } from "../../knowledge/tls-families.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type Spot, variableFamily } from "./surroundings.ts";
import { type Source, type ValueSite, whole } from "./value-site.ts";
import { placeOf } from "./variable-values.ts";

const PASS = /^(proxy|grpc|fastcgi|uwsgi|scgi|memcached|tunnel)_pass$|^pass$/;
const SCHEME = /^[a-z]+:\/\//;

/** Groups behind the scheme, and schemes. */
export const passValues: Source = (at) => {
  const { name, args, typed } = at;
  if (!PASS.test(name) || args.length > 0) return undefined;
  const schemes = schemesOf(at);
  const scheme = SCHEME.exec(typed)?.[0];
  const groups = groupsOf(at);
  if (scheme !== undefined) {
    const items = groups.map((it) => groupItem(it, ""));
    return { items, from: scheme.length, until: /[/:?\s"']/ };
  }
  const complete = groups.flatMap((it) => groupItems(it, schemes));
  return whole([...complete, ...schemes.map(schemeItem), ...sockets(name)]);
};

/** The one without TLS last. */
function schemesOf({ name, spots }: ValueSite): readonly string[] {
  const isStream = spots[0].place.startsWith("stream");
  const facts = TLS_FAMILIES.find(
    (it) => it.passDirective === name && (it.family === "stream") === isStream,
  );
  return [facts?.tlsScheme, facts?.plainScheme].flatMap((it) => (it ? [`${it}://`] : []));
}

function schemeItem(label: string): CompletionItem {
  return { label, kind: "value", insert: label, rank: RANK.known, continues: true };
}

function sockets(name: string): readonly CompletionItem[] {
  if (!/^(fastcgi|uwsgi|scgi)_pass$/.test(name)) return [];
  const labels = name === "fastcgi_pass" ? ["unix:/run/php/php-fpm.sock", "127.0.0.1:9000"] : [];
  return labels.map((label) => ({ label, kind: "value", insert: label, rank: RANK.known }));
}

function groupsOf({ spots }: ValueSite): readonly Upstream[] {
  const found = spots.flatMap((spot) =>
    spot.config.upstreams.filter((it) => it.family === variableFamily(spot)),
  );
  return [...new Map(found.map((it) => [it.name.toLowerCase(), it])).values()];
}

function groupItems(group: Upstream, schemes: readonly string[]): readonly CompletionItem[] {
  const [tls = "", plain = ""] = schemes;
  if (schemes.length === 0) return [groupItem(group, "")];
  const secure = group.servers.some((it) => /^(8?443|9443)$/.test(String(it.address?.port)));
  const first = secure ? tls : plain;
  const second = secure ? plain : tls;
  return [groupItem(group, first), { ...groupItem(group, second), rank: RANK.usual }];
}

function groupItem({ name, servers, opener }: Upstream, scheme: string): CompletionItem {
  const label = scheme + name;
  const addresses = servers.map((it) => it.located.directive.args[0]?.text ?? "").slice(0, 3);
  const more = servers.length > addresses.length ? ", …" : "";
  return {
    label,
    kind: "reference",
    insert: label,
    rank: RANK.named,
    detail: addresses.length > 0 ? addresses.join(", ") + more : placeOf(opener),
    documentation: `\`${placeOf(opener)}\``,
  };
}

/** `*_ssl_name`, and the Host header: names of the hops that the directive is in force at. */
export const peerNameValues: Source = ({ name, args, spots }) => {
  const prefix = /^(proxy|grpc|uwsgi)_ssl_name$/.exec(name)?.[1];
  if (prefix === undefined || args.length > 0) return undefined;
  const names = new Set(spots.flatMap((spot) => peerNames(spot, `${prefix}_`)));
  const items = [...names].map(
    (label): CompletionItem => ({ label, kind: "reference", insert: label, rank: RANK.named }),
  );
  const host: CompletionItem = {
    label: "$proxy_host",
    kind: "variable",
    insert: "$proxy_host",
    rank: RANK.known,
    detail: "the host of proxy_pass",
  };
  const hasHost = prefix === "proxy" && spots[0].place.startsWith("http");
  return whole(hasHost ? [...items, host] : items);
};

function peerNames({ config, scope }: Spot, prefix: string): readonly string[] {
  const hops = config.connections.filter((it) => it.facts.prefix === prefix && isWithin(it, scope));
  return hops.flatMap(({ target }) => {
    const hosts = target.group?.servers.map((it) => it.address?.host) ?? [target.address?.host];
    return hosts.flatMap((it) => (it?.includes(".") && !isIpLiteral(it) ? [it] : []));
  });
}

function isWithin({ scope }: TlsConnection, outer: Spot["scope"]): boolean {
  for (const it of scope.outward()) if (it === outer) return true;
  return false;
}
