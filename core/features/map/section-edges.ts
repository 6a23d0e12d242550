/** The lines of one part of the configuration, with their labels. */
import { SMALL_SIZE } from "./boxes.ts";
import type { Box, Edge, Pill } from "./geometry.ts";
import { labelOf, lookOf } from "./look.ts";
import { cutEnd, widthOf } from "./measure.ts";
import type { MapSection, MapServer } from "./model.ts";
import { type Columns, PILL_HEIGHT, startsOf, WAY_LANE, WAY_PILL } from "./section-columns.ts";
import { titleOfListener, titleOfRoute } from "./titles.ts";

/** Distance of a label from the box that its line leaves. */
const PILL_INSET = 8;
/** Distance between the lines that lead listeners' connections up and down. */
const TRUNK_GAP = 8;

export function clientEdges(
  { listeners }: MapSection,
  columns: Columns,
  [clients]: readonly Box[],
  boxes: readonly Box[],
): readonly Edge[] {
  if (!clients) return [];
  return boxes.flatMap((box): Edge[] => {
    const listener = listeners.find((it) => it.id === box.id);
    if (!listener) return [];
    const look = lookOf(listener.protection, "clients");
    const y = box.y + box.height / 2;
    const text = labelOf(look);
    return [
      {
        id: `${clients.id}>${box.id}`,
        from: clients.id,
        to: box.id,
        kind: "clients",
        look,
        start: { x: clients.x + clients.width, y },
        end: { x: box.x, y },
        trunk: undefined,
        pill: pillAt(columns.listener - pillWidth(text) - 14, y, text),
        title: titleOfListener(listener),
      },
    ];
  });
}

/** From each listener to its servers. Where there are many, a label says at the server which listener it is. */
export function wayEdges(
  { listeners }: MapSection,
  boxes: readonly Box[],
  servers: readonly Box[],
  dense: boolean,
): readonly Edge[] {
  const used = new Map<string, number>();
  return boxes.flatMap((box, lane) => {
    const listener = listeners.find((it) => it.id === box.id);
    const own = servers.filter((it) => listener?.servers.includes(it.id));
    return own.map((server, index): Edge => {
      const before = used.get(server.id) ?? 0;
      used.set(server.id, before + 1);
      const right = box.x + box.width;
      const start = { x: right, y: dense ? box.y + 15 : spread(box, index, own.length) };
      const end = { x: server.x, y: server.y + 15 + before * (dense ? PILL_HEIGHT + 3 : 6) };
      const isDefault = listener?.defaultServer === server.id && own.length > 1;
      const text = cutEnd(box.label, WAY_PILL - 32, SMALL_SIZE);
      return {
        id: `${box.id}>${server.id}`,
        from: box.id,
        to: server.id,
        kind: "way",
        look: listener ? lookOf(listener.protection, "clients") : "unknown",
        start,
        end,
        trunk: dense ? right + 12 + ((lane * TRUNK_GAP) % (WAY_LANE - 20)) : undefined,
        pill: dense ? pillAt(server.x - pillWidth(text) - 4, end.y, text) : undefined,
        title: `${box.label} leads to ${server.label}${isDefault ? ", the default server" : ""}`,
      };
    });
  });
}

export function hopEdges(
  section: MapSection,
  servers: readonly Box[],
  upstreams: readonly Box[],
): readonly Edge[] {
  const starts = startsOf(servers);
  const byId = new Map(section.servers.map((it) => [it.id, it]));
  const arriving = new Map<string, number>();
  const hops = servers.flatMap((box) =>
    routesOf(byId.get(box.id)).map((route) => ({ box, ...route })),
  );
  const totals = new Map<string, number>();
  for (const { hop } of hops) totals.set(hop.target, (totals.get(hop.target) ?? 0) + 1);
  const targets = new Map(upstreams.map((it) => [it.id, it]));
  return hops.flatMap(({ box, route, hop }): Edge[] => {
    const target = targets.get(hop.target);
    if (!target) return [];
    const index = arriving.get(target.id) ?? 0;
    arriving.set(target.id, index + 1);
    const look = lookOf(hop.protection, "upstream");
    const y = starts.get(route.id) ?? box.y;
    const x = box.x + box.width;
    return [
      {
        id: `${route.id}>${target.id}`,
        from: route.id,
        to: target.id,
        kind: "hop",
        look,
        start: { x, y },
        end: { x: target.x, y: spread(target, index, totals.get(target.id) ?? 1) },
        trunk: undefined,
        pill: pillAt(x + PILL_INSET, y, labelOf(look)),
        title: titleOfRoute(route),
      },
    ];
  });
}

function routesOf(server: MapServer | undefined) {
  return (server?.routes ?? []).flatMap((route) => (route.hop ? [{ route, hop: route.hop }] : []));
}

function pillAt(x: number, middle: number, text: string): Pill {
  return { x, y: middle - PILL_HEIGHT / 2, width: pillWidth(text), height: PILL_HEIGHT, text };
}

/** With room for the icon. */
function pillWidth(text: string): number {
  return Math.ceil(widthOf(text, SMALL_SIZE, "bold") + 35);
}

/** The place of one of several lines along the side of a box. */
function spread({ y, height }: Box, index: number, count: number): number {
  return Math.round((y + (height * (index + 1)) / (count + 1)) * 10) / 10;
}
