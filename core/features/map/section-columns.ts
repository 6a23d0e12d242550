/** The columns of one part of the configuration, and where each box stands in its column. */
import {
  type Draft,
  LABEL_SIZE,
  listenerBox,
  middleOf,
  PADDING,
  serverBox,
  upstreamBox,
} from "./boxes.ts";
import type { Box } from "./geometry.ts";
import { widthOf } from "./measure.ts";
import type { MapSection } from "./model.ts";
import { stack } from "./stack.ts";

export interface Frame {
  readonly x: number;
  readonly y: number;
  /** Draw each hop with as little text as possible, and say at each server where it listens. */
  readonly dense: boolean;
}

/** Which column stands where. */
export interface Columns {
  readonly clients: number;
  readonly listener: number;
  readonly listenerWidth: number;
  readonly server: number;
  readonly serverWidth: number;
  readonly upstream: number;
  readonly upstreamWidth: number;
}

/** Height of a label on a line. */
export const PILL_HEIGHT = 20;
/** The longest label that names a listener at a server. */
export const WAY_PILL = 110;
/** Between listeners and servers. */
export const WAY_LANE = 60;
/** Between clients and listeners, and between servers and upstreams: room for labels and curves. */
const CLIENTS_LANE = 136;
const HOP_LANE = 206;
const CLIENTS_WIDTH = 72;
const GAP = 18;
const DENSE_GAP = 12;

export function columnsOf(
  { listeners, servers, upstreams }: MapSection,
  { x, dense }: Frame,
): Columns {
  const label = (text: string) => widthOf(text, LABEL_SIZE, "mono") + 2 * PADDING;
  const widest = (widths: readonly number[], least: number, most: number) =>
    Math.ceil(Math.min(most, Math.max(least, ...widths)));
  const listenerWidth = widest(
    listeners.map((it) => label(it.label) + 24),
    100,
    220,
  );
  const serverLabels = servers.flatMap((it) => [
    label(it.label) + 90,
    ...it.routes.map((route) => label(route.label) + 60),
  ]);
  const serverWidth = widest(serverLabels, 320, 400);
  const upstreamLabels = upstreams.flatMap((it) => [
    label(it.label) + 50,
    ...it.members.map((member) => label(member.label)),
  ]);
  const upstreamWidth = widest(upstreamLabels, 160, 300);
  const hasListeners = listeners.length > 0;
  const listener = hasListeners ? x + CLIENTS_WIDTH + CLIENTS_LANE : x;
  const wayLane = dense ? WAY_LANE + WAY_PILL : WAY_LANE;
  const server = hasListeners ? listener + listenerWidth + wayLane : x;
  const upstream = server + serverWidth + HOP_LANE;
  return { clients: x, listener, listenerWidth, server, serverWidth, upstream, upstreamWidth };
}

/** In the order of the configuration, with those together that share a listener, and as far apart as upstreams need. */
export function serverColumn(
  { listeners, servers, upstreams }: MapSection,
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
  const least = dense ? DENSE_GAP : GAP;
  const facing = upstreams.map((it) => upstreamBox(it, columns.upstreamWidth, dense));
  const missing = lengthOf(facing, least) - lengthOf(drafts, least);
  const gap = least + Math.max(0, Math.floor(missing / drafts.length));
  const boxes: Box[] = [];
  let at = y;
  for (const it of drafts) {
    boxes.push({ ...it, x: columns.server, y: at });
    at += it.height + gap;
  }
  return boxes;
}

/** Each as near as possible to the hops that lead to it; what nothing leads to comes last. */
export function upstreamColumn(
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

export function listenerColumn(
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

function lengthOf(boxes: readonly Draft[], gap: number): number {
  return boxes.reduce((sum, it) => sum + it.height + gap, 0);
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
export function clientsBox(listeners: readonly Box[], { clients }: Columns): readonly Box[] {
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

function mean(numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
}

function sortedBy<T>(all: readonly T[], keyOf: (it: T) => number): readonly T[] {
  const keyed = all.map((it) => ({ it, key: keyOf(it) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ it }) => it);
}

/** Where the line of each row leaves its box. */
export function startsOf(boxes: readonly Box[]): ReadonlyMap<string, number> {
  return new Map(boxes.flatMap((box) => box.rows.map((row) => [row.id, middleOf(box, row)])));
}
