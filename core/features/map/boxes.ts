/** What stands in the boxes of the map, and how large that makes them. */

import { counted } from "../../text.ts";
import type { Badge, Box, Rect, Row } from "./geometry.ts";
import { cutEnd, elide, widthOf, wrap } from "./measure.ts";
import type {
  CertificateMark,
  MapListener,
  MapRoute,
  MapServer,
  MapThing,
  MapUpstream,
  Tally,
} from "./model.ts";
import { titleOf, titleOfListener, titleOfRoute, titleOfServer } from "./titles.ts";

export const LABEL_SIZE = 12;
export const SMALL_SIZE = 11;
export const PADDING = 10;
const HEADER = 30;
const LINE = 15;
const ROW = 22;
const BADGE_GAP = 6;

/** A box without its place. */
export type Draft = Omit<Box, "x" | "y">;

export function listenerBox(listener: MapListener, width: number): Draft {
  const lines = [listener.protocols.join(", "), counted(listener.servers.length, "server")].filter(
    (it) => it !== "",
  );
  const badges = badgesOf(listener);
  return {
    ...headed(listener, width, badges),
    column: "listener",
    lines: lines.map((it) => cutEnd(it, width - 2 * PADDING, SMALL_SIZE)),
    title: titleOfListener(listener),
    rows: [],
    height: HEADER + lines.length * LINE + 8,
  };
}

export function serverBox(server: MapServer, width: number, dense: boolean): Draft {
  const badges = badgesOf(server, server.certificate);
  const lines = serverLines(server).map((it) => cutEnd(it, width - 2 * PADDING, SMALL_SIZE));
  const rows: Row[] = [];
  let y = HEADER + lines.length * LINE + (lines.length > 0 ? 4 : 0);
  for (const route of server.routes) {
    const row = routeRow(route, y, width, dense);
    rows.push(row);
    y += row.height;
  }
  return {
    ...headed(server, width, badges),
    column: "server",
    lines,
    title: titleOfServer(server),
    rows,
    height: y + 4,
  };
}

function serverLines({ names, label, alike }: MapServer): string[] {
  const others = names.filter((it) => it !== label && it !== "_" && it !== "");
  const lines = others.length > 0 ? [`also ${others.join(", ")}`] : [];
  if (alike.length > 0) {
    lines.push(`and ${alike.length} alike: ${alike.map((it) => it.label).join(", ")}`);
  }
  return lines;
}

function routeRow(route: MapRoute, y: number, width: number, dense: boolean): Row {
  const room = width - 2 * PADDING;
  const badges = route.hop ? badgesOf(route, route.hop.certificate) : [];
  const text = route.hop && withoutTarget(route.hop.protection.summary);
  const most = dense ? 1 : 3;
  const lines = text === undefined ? [] : wrap(text, room, SMALL_SIZE, most);
  const free = room - badges.reduce((sum, it) => sum + it.width + BADGE_GAP, 0);
  return {
    id: route.id,
    kind: "route",
    y,
    height: ROW + lines.length * LINE + (lines.length > 0 ? 4 : 0),
    label: elide(route.label, free, LABEL_SIZE, "mono"),
    lines,
    badges,
    title: titleOfRoute(route),
  };
}

/** The line leads to the target: its name need not be said again. */
function withoutTarget(summary: string): string {
  const rest = /^TLS[^:]* to .*?: (.*)$/.exec(summary)?.[1];
  return rest ?? summary;
}

/** More servers of a group than these are counted only. */
const MOST_MEMBERS = 6;

export function upstreamBox(upstream: MapUpstream, width: number, dense: boolean): Draft {
  const most = dense ? 3 : MOST_MEMBERS;
  const { members } = upstream;
  const shown = members.length > most ? members.slice(0, most - 1) : members;
  const rest = members.length - shown.length;
  const kind = KINDS[upstream.kind];
  const lines = kind === undefined || (dense && members.length > 0) ? [] : [kind];
  if (upstream.kind === "group" && members.length === 0) lines.push("no servers in sight");
  const top = HEADER + lines.length * LINE + (lines.length > 0 ? 6 : 0);
  const row = (id: string, kindOfRow: Row["kind"], label: string, index: number): Row => ({
    id,
    kind: kindOfRow,
    y: top + index * ROW,
    height: ROW,
    label: elide(label, width - 2 * PADDING, LABEL_SIZE, "mono"),
    lines: [],
    badges: [],
    title: label,
  });
  const rows = shown.map((it, index) => row(`${upstream.id}/${index}`, "member", it.label, index));
  if (rest > 0) rows.push(row(`${upstream.id}/more`, "more", `and ${rest} more`, rows.length));
  return {
    ...headed(upstream, width, badgesOf(upstream)),
    column: "upstream",
    lines,
    title: titleOf(upstream, UPSTREAM_TITLES[upstream.kind]),
    rows,
    height: top + rows.length * ROW + (rows.length > 0 ? 4 : 0),
  };
}

const KINDS: Readonly<Partial<Record<MapUpstream["kind"], string>>> = {
  group: "upstream group",
  variable: "known at run time",
};

const UPSTREAM_TITLES: Readonly<Record<MapUpstream["kind"], string>> = {
  group: "Upstream group",
  host: "Upstream",
  socket: "Upstream socket",
  variable: "Upstream known at run time",
};

function headed(thing: MapThing, width: number, badges: readonly Badge[]) {
  const free = width - 2 * PADDING - badges.reduce((sum, it) => sum + it.width + BADGE_GAP, 0);
  const label = elide(thing.label, free, LABEL_SIZE, "mono");
  return { id: thing.id, label, width, badges };
}

function badgesOf({ tally }: { readonly tally: Tally }, mark?: CertificateMark): Badge[] {
  const badges: Badge[] = [];
  if (mark) badges.push(badge("certificate", CERTIFICATE[mark.state] ?? "certificate"));
  if (tally.error > 0) badges.push(badge("error", String(tally.error)));
  if (tally.warning > 0) badges.push(badge("warning", String(tally.warning)));
  return badges;
}

const CERTIFICATE: Readonly<Record<string, string>> = {
  expired: "expired",
  expiring: "expires soon",
  mismatched: "mismatch",
  "not-yet-valid": "not valid yet",
};

const ICON = 16;

function badge(kind: Badge["kind"], text: string): Badge {
  return { kind, text, width: Math.ceil(ICON + widthOf(text, SMALL_SIZE, "bold") + 14) };
}

/** The middle of a row, where its line starts or ends. */
export function middleOf({ y }: Rect, row: Row): number {
  return y + row.y + Math.min(row.height, ROW + 4) / 2;
}
