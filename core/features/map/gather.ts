/** Draws things once that are alike, so that a large configuration stays readable. */
import type { MapListener, MapRoute, MapSection, MapServer, Member, Tally } from "./model.ts";

/** Hops of one server to one upstream with one protection are one, under all their names. */
export function gatherRoutes(routes: readonly MapRoute[]): readonly MapRoute[] {
  return gather(routes, (it) => JSON.stringify([it.hop, it.messages])).map(joinedRoutes);
}

function joinedRoutes(routes: readonly [MapRoute, ...MapRoute[]]): MapRoute {
  const [first] = routes;
  if (routes.length === 1) return first;
  const members = routes.flatMap((it) => it.members);
  const label = members.map((it) => it.label).join(", ");
  return { ...first, label, members, tally: sum(routes.map((it) => it.tally)) };
}

/** With fewer servers than these each is drawn by itself. */
const MANY_SERVERS = 24;
/** Fewer than these are not worth being gathered. */
const MANY_ALIKE = 3;

/** Of many servers that differ in nothing but their names and numbers of findings, one stands for all. */
export function gatherAlike(section: MapSection): MapSection {
  if (section.servers.length < MANY_SERVERS) return section;
  const listening = new Map<string, string[]>();
  for (const { id, servers, defaultServer } of section.listeners) {
    for (const it of servers) {
      const mark = it === defaultServer && servers.length > 1 ? `${id} by default` : id;
      listening.set(it, [...(listening.get(it) ?? []), mark]);
    }
  }
  const groups = gather(section.servers, (it) => shapeOf(it, listening.get(it.id) ?? []));
  const replaced = new Map<string, string>();
  const servers = groups.flatMap((group) => {
    const [first, ...others] = group;
    if (group.length < MANY_ALIKE) return group;
    for (const it of others) replaced.set(it.id, first.id);
    return [standingFor(first, others)];
  });
  const listeners = section.listeners.map((it) => withServers(it, replaced));
  return { ...section, servers, listeners };
}

function shapeOf(
  { routes, certificate, messages }: MapServer,
  listening: readonly string[],
): string {
  const drawn = routes.map(({ label, hop }) => [label, hop]);
  return JSON.stringify([drawn, certificate, messages, listening]);
}

function standingFor(first: MapServer, others: readonly MapServer[]): MapServer {
  const alike: Member[] = others.map(({ label, place }) => ({ label, place }));
  const tally = sum([first, ...others].map((it) => it.tally));
  return { ...first, alike, tally };
}

function withServers(listener: MapListener, replaced: ReadonlyMap<string, string>): MapListener {
  const servers = listener.servers.map((it) => replaced.get(it) ?? it);
  return { ...listener, servers: [...new Set(servers)] };
}

function sum(tallies: readonly Tally[]): Tally {
  const total = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const it of tallies) {
    total.error += it.error;
    total.warning += it.warning;
    total.information += it.information;
    total.hint += it.hint;
  }
  return total;
}

/** Those of one key, in the order of the first of each. */
function gather<T>(all: readonly T[], keyOf: (it: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const it of all) {
    const key = keyOf(it);
    const known = groups.get(key);
    if (known) known.push(it);
    else groups.set(key, [it]);
  }
  return [...groups.values()];
}
