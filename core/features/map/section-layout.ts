/** One part of the configuration: clients, listeners, servers with their hops, upstreams. */
import type { Box, Edge, Heading } from "./geometry.ts";
import type { MapSection } from "./model.ts";
import {
  type Columns,
  clientsBox,
  columnsOf,
  type Frame,
  listenerColumn,
  serverColumn,
  upstreamColumn,
} from "./section-columns.ts";
import { clientEdges, hopEdges, wayEdges } from "./section-edges.ts";

export interface SectionLayout {
  readonly headings: readonly Heading[];
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly bottom: number;
}

const COLUMN_HEADING = 20;

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
