/** Lays out the map: columns of boxes from clients to upstreams, the parts of the configuration one below the other. */
import type { ListenFamily } from "../../config/listeners.ts";
import type { Box, Edge, Heading, Layout } from "./geometry.ts";
import type { MapSection, TlsMap } from "./model.ts";
import { layoutSection } from "./section-layout.ts";

export const MARGIN = 24;
const SECTION_GAP = 40;
const SECTION_HEADING = 28;

const NAMES: Readonly<Record<ListenFamily, string>> = {
  http: "HTTP",
  stream: "Stream",
  mail: "Mail",
};

/** The same for the same map, always. Boxes do not overlap, nor do labels of lines. */
export function layoutMap({ sections }: TlsMap): Layout {
  const headings: Heading[] = [];
  const boxes: Box[] = [];
  const edges: Edge[] = [];
  let y = MARGIN;
  let width = 0;
  for (const section of sections) {
    if (sections.length > 1) {
      headings.push({ kind: "section", text: NAMES[section.family], x: MARGIN, y: y + 8 });
      y += SECTION_HEADING;
    }
    const laid = layoutSection(section, { x: MARGIN, y, dense: isLarge(section) });
    headings.push(...laid.headings);
    boxes.push(...laid.boxes);
    edges.push(...laid.edges);
    width = Math.max(width, laid.width);
    y = laid.bottom + SECTION_GAP;
  }
  const height = sections.length === 0 ? 2 * MARGIN + 20 : y - SECTION_GAP + MARGIN;
  return { width: width + 2 * MARGIN, height, headings, boxes, edges };
}

/** More hops than these are drawn with one line of text each. */
const LARGE = 30;

function isLarge({ servers }: MapSection): boolean {
  return servers.reduce((sum, it) => sum + it.routes.length, 0) > LARGE;
}
