/** Where everything of the map stands, in pixels. */
import type { Look } from "./look.ts";

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
