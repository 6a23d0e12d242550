/** The columns of one part of the configuration: clients, listeners, servers with their hops, upstreams. */
import {
  type Draft,
  LABEL_SIZE,
  listenerBox,
  middleOf,
  PADDING,
  SMALL_SIZE,
  serverBox,
  upstreamBox,
} from "./boxes.ts";
import type { Box, Edge, Heading, Pill } from "./layout.ts";
import { labelOf, lookOf } from "./look.ts";
import { cutEnd, widthOf } from "./measure.ts";
import type { MapSection, MapServer } from "./model.ts";
import { stack } from "./stack.ts";
import { titleOfListener, titleOfRoute } from "./titles.ts";

export interface Frame {
  readonly x: number;
  readonly y: number;
  /** Draw each hop with as little text as possible, and say at each server where it listens. */
  readonly dense: boolean;
}

export interface SectionLayout {
  readonly headings: readonly Heading[];
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly bottom: number;
}

const GAP = 18;
const DENSE_GAP = 12;
const COLUMN_HEADING = 20;
const CLIENTS_WIDTH = 84;
/** Between clients and listeners, and between servers and upstreams: room for labels and curves. */
const CLIENTS_LANE = 150;
const HOP_LANE = 230;
const WAY_LANE = 80;
const PILL_HEIGHT = 20;
/** Distance of a label from the box that its line leaves. */
const PILL_INSET = 8;

/** Which column stands where. */
interface Columns {
  readonly clients: number;
  readonly listener: number;
  readonly listenerWidth: number;
  readonly server: number;
  readonly serverWidth: number;
  readonly upstream: number;
  readonly upstreamWidth: number;
}

export function layoutSection(section: MapSection, frame: Frame): SectionLayout {
  const columns = columnsOf(section, frame);
  const top = frame.y + COLUMN_HEADING;
  const servers = serverColumn(section, columns, { ...frame, y: top });
  const upstreams = upstreamColumn(section, columns, servers, { ...frame, y: top });
  const listeners = listenerColumn(section, columns, servers, top);
  const clients = clientsBox(listeners, columns);
  const edges = [
    ...clientEdges(section, columns, clients, listeners),
    ...wayEdges(section, listeners, servers, frame.dense),
    ...hopEdges(section, servers, upstreams),
  ];
  const boxes = [...clients, ...listeners, ...servers, ...upstreams];
  return {
    headings: headingsOf(section, columns, frame.y),
    boxes,
    edges,
    width: columns.upstream + columns.upstreamWidth - frame.x,
    bottom: Math.max(top, ...boxes.map((it) => it.y + it.height)),
  };
}

function columnsOf({ listeners, servers, upstreams }: MapSection, { x, dense }: Frame): Columns {
  const label = (text: string) => widthOf(text, LABEL_SIZE, "mono") + 2 * PADDING;
  const widest = (widths: readonly number[], least: number, most: number) =>
    Math.ceil(Math.min(most, Math.max(least, ...widths)));
  const listenerWidth = widest(
    listeners.map((it) => label(it.label) + 40),
    120,
    220,
  );
  const serverLabels = servers.flatMap((it) => [
    label(it.label) + 90,
    ...it.routes.map((route) => label(route.label) + 60),
  ]);
  const serverWidth = widest(serverLabels, 340, 400);
  const upstreamLabels = upstreams.flatMap((it) => [
    label(it.label) + 50,
    ...it.members.map((member) => label(member.label)),
  ]);
  const upstreamWidth = widest(upstreamLabels, 180, 300);
  const hasListeners = listeners.length > 0;
  const listener = hasListeners ? x + CLIENTS_WIDTH + CLIENTS_LANE : x;
  const wayLane = dense ? WAY_LANE + WAY_PILL : WAY_LANE;
  const server = hasListeners ? listener + listenerWidth + wayLane : x;
  const upstream = server + serverWidth + HOP_LANE;
  return { clients: x, listener, listenerWidth, server, serverWidth, upstream, upstreamWidth };
}

function headingsOf(
  { listeners, upstreams }: MapSection,
  columns: Columns,
  y: number,
): readonly Heading[] {
  const heading = (text: string, x: number): Heading => ({ kind: "column", text, x, y: y + 8 });
  return [
    ...(listeners.length > 0 ? [heading("Listeners", columns.listener)] : []),
    heading("Servers and what they pass on", columns.server),
    ...(upstreams.length > 0 ? [heading("Upstreams", columns.upstream)] : []),
  ];
}

/** In the order of the configuration, with those together that share a listener. */
function serverColumn(
  { listeners, servers }: MapSection,
  columns: Columns,
  { y, dense }: Frame,
): readonly Box[] {
  const drafts = sortedBy(servers, (server) => {
    const numbers = listeners.flatMap((it, index) => (it.servers.includes(server.id) ? index : []));
    return mean(numbers) ?? listeners.length;
  }).map((server) => {
    const draft = serverBox(server, columns.serverWidth, dense);
    if (!dense) return draft;
    const ways = listeners.filter((it) => it.servers.includes(server.id)).length;
    return { ...draft, height: Math.max(draft.height, ways * (PILL_HEIGHT + 3) + 8) };
  });
  const boxes: Box[] = [];
  let at = y;
  for (const it of drafts) {
    boxes.push({ ...it, x: columns.server, y: at });
    at += it.height + (dense ? DENSE_GAP : GAP);
  }
  return boxes;
}

/** Each as near as possible to the hops that lead to it; what nothing leads to comes last. */
function upstreamColumn(
  { servers, upstreams }: MapSection,
  columns: Columns,
  boxes: readonly Box[],
  { y, dense }: Frame,
): readonly Box[] {
  const starts = startsOf(boxes);
  const aims = new Map<string, number[]>();
  for (const { id, hop } of servers.flatMap((it) => it.routes)) {
    const start = starts.get(id);
    if (!hop || start === undefined) continue;
    aims.set(hop.target, [...(aims.get(hop.target) ?? []), start]);
  }
  const last = Math.max(y, ...boxes.map((it) => it.y + it.height));
  const aimOf = (id: string) => mean(aims.get(id) ?? []) ?? last;
  const sorted = sortedBy(upstreams, (it) => aimOf(it.id));
  const drafts = sorted.map((it) => upstreamBox(it, columns.upstreamWidth, dense));
  return placed(drafts, { x: columns.upstream, y, gap: dense ? DENSE_GAP : GAP }, (it) =>
    aimOf(it.id),
  );
}

function listenerColumn(
  { listeners }: MapSection,
  columns: Columns,
  servers: readonly Box[],
  y: number,
): readonly Box[] {
  const middles = new Map(servers.map((it) => [it.id, it.y + it.height / 2]));
  const aims = new Map(
    listeners.map((it) => [it.id, mean(it.servers.flatMap((id) => middles.get(id) ?? [])) ?? y]),
  );
  const aimOf = (id: string) => aims.get(id) ?? y;
  const sorted = sortedBy(listeners, (it) => aimOf(it.id));
  const drafts = sorted.map((it) => listenerBox(it, columns.listenerWidth));
  return placed(drafts, { x: columns.listener, y, gap: GAP }, (it) => aimOf(it.id));
}

function placed(
  drafts: readonly Draft[],
  { x, y, gap }: { readonly x: number; readonly y: number; readonly gap: number },
  centreOf: (it: Draft) => number,
): readonly Box[] {
  const wishes = drafts.map((it) => ({ height: it.height, centre: centreOf(it) }));
  const tops = stack(wishes, y, gap);
  return drafts.map((it, index) => ({ ...it, x, y: Math.round(tops[index] ?? y) }));
}

/** One for all listeners, as high as they are. */
function clientsBox(listeners: readonly Box[], { clients }: Columns): readonly Box[] {
  const [first] = listeners;
  const last = listeners.at(-1);
  if (!first || !last) return [];
  return [
    {
      id: `clients:${first.id}`,
      column: "clients",
      x: clients,
      y: first.y,
      width: CLIENTS_WIDTH,
      height: last.y + last.height - first.y,
      label: "Clients",
      lines: [],
      badges: [],
      title: "Clients",
      rows: [],
    },
  ];
}

function clientEdges(
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

/** The longest label that names a listener at a server. */
const WAY_PILL = 110;
/** Distance between the lines that lead listeners' connections up and down. */
const TRUNK_GAP = 8;

/** From each listener to its servers. Where there are many, a label says at the server which listener it is. */
function wayEdges(
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

function hopEdges(
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

/** Where the line of each row leaves its box. */
function startsOf(boxes: readonly Box[]): ReadonlyMap<string, number> {
  return new Map(boxes.flatMap((box) => box.rows.map((row) => [row.id, middleOf(box, row)])));
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

function mean(numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
}

function sortedBy<T>(all: readonly T[], keyOf: (it: T) => number): readonly T[] {
  const keyed = all.map((it) => ({ it, key: keyOf(it) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ it }) => it);
}
