/** Where everything of the map stands, in pixels: columns of boxes from clients to upstreams. */
import type { ListenFamily } from "../../config/listeners.ts";
import type { Look } from "./look.ts";
import type { MapSection, TlsMap } from "./model.ts";
import { layoutSection } from "./section-layout.ts";

export type Column = "clients" | "listener" | "server" | "upstream";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A small label such as "2 warnings" or "certificate expired". */
export interface Badge {
  readonly kind: "error" | "warning" | "certificate";
  readonly text: string;
  readonly width: number;
}

export interface Row {
  /** Id of the thing; of a member of the box's own thing where it is none by itself. */
  readonly id: string;
  readonly kind: "route" | "member" | "more";
  readonly y: number;
  readonly height: number;
  readonly label: string;
  /** In smaller letters below. */
  readonly lines: readonly string[];
  readonly badges: readonly Badge[];
  /** The whole text, for tooltips and screen readers. */
  readonly title: string;
}

export interface Box extends Rect {
  readonly id: string;
  readonly column: Column;
  readonly label: string;
  readonly lines: readonly string[];
  readonly badges: readonly Badge[];
  readonly title: string;
  readonly rows: readonly Row[];
}

/** A label on a line. */
export interface Pill extends Rect {
  readonly text: string;
}

export interface Edge {
  readonly id: string;
  /** Ids of boxes or rows. */
  readonly from: string;
  readonly to: string;
  /** "way": inside nginx. */
  readonly kind: "clients" | "way" | "hop";
  readonly look: Look;
  readonly start: { readonly x: number; readonly y: number };
  readonly end: { readonly x: number; readonly y: number };
  /** Where a line with corners runs up or down; a curve without it. */
  readonly trunk: number | undefined;
  readonly pill: Pill | undefined;
  readonly title: string;
}

export interface Heading {
  readonly kind: "section" | "column";
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly headings: readonly Heading[];
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
}

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
