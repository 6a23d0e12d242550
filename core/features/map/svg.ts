/** Draws the map as SVG: a picture by itself, or the interactive part of a page. */

import { counted } from "../../text.ts";
import { PADDING, SMALL_SIZE } from "./boxes.ts";
import type { Badge, Box, Edge, Layout, Row } from "./geometry.ts";
import { BADGE_ICONS, LOOK_ICONS } from "./icons.ts";
import { layoutMap, MARGIN } from "./layout.ts";
import { LOOKS } from "./look.ts";
import { escapeMarkup, number } from "./markup.ts";
import { widthOf } from "./measure.ts";
import type { TlsMap } from "./model.ts";
import { MAP_STYLE } from "./svg-style.ts";
import type { Where } from "./where.ts";

export interface SvgOptions {
  /** For a page with its own style and script: things can be focused and say what they are. */
  readonly interactive?: boolean;
  /** Files by the names that are shown; without it, by their paths. */
  readonly where?: Where;
}

/** Well-formed XML without any reference to the outside. */
export function mapToSvg(map: TlsMap, options: SvgOptions = {}): string {
  const { interactive = false, where } = options;
  const name = escapeMarkup(where?.nameOf(map.file) ?? map.file);
  const layout = layoutMap(map);
  const legend = interactive ? { markup: "", height: 0, width: 0 } : drawLegend(layout.height);
  const width = Math.max(layout.width, legend.width);
  const height = layout.height + legend.height;
  const size = `width="${number(width)}" height="${number(height)}"`;
  const role = interactive ? 'role="group"' : 'role="img"';
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="tls-map" ${size} viewBox="0 0 ${number(width)} ${number(height)}" ${role} aria-label="TLS map of ${name}">`,
    interactive ? "" : `<title>TLS map of ${name}</title><desc>${summaryOf(map)}</desc>`,
    interactive ? "" : `<style>${MAP_STYLE}</style>`,
    interactive ? "" : `<rect class="ground" width="100%" height="100%"/>`,
    ...drawAll(layout, interactive),
    legend.markup,
    "</svg>",
  ];
  return `${parts.filter((it) => it !== "").join("\n")}\n`;
}

/** What a reader who can't see the picture hears of it. */
function summaryOf({ sections }: TlsMap): string {
  const all = sections.map(({ family, listeners, servers, upstreams }) => {
    const parts = [
      counted(listeners.length, "listener"),
      counted(servers.length, "server"),
      counted(upstreams.length, "upstream"),
    ];
    return `${family}: ${parts.join(", ")}`;
  });
  return all.length > 0 ? `${all.join("; ")}.` : "No server and no upstream.";
}

function drawAll(layout: Layout, interactive: boolean): string[] {
  if (layout.boxes.length === 0) {
    return [`<text class="label" x="24" y="38">No server and no upstream here</text>`];
  }
  return [
    ...layout.headings.map(
      ({ kind, text, x, y }) =>
        `<text class="${kind}-heading" x="${number(x)}" y="${number(y)}">${escapeMarkup(text)}</text>`,
    ),
    `<g class="edges">`,
    ...layout.edges.map(drawEdge),
    "</g>",
    ...layout.boxes.map((it) => drawBox(it, interactive)),
    `<g class="pills">`,
    ...layout.edges.map(drawPill),
    "</g>",
  ];
}

function drawEdge(edge: Edge): string {
  const { id, from, to, kind, look, start, end, trunk, title } = edge;
  const tip = kind === "way" ? end : { x: end.x - ARROW, y: end.y };
  const path =
    trunk === undefined
      ? curve(start, tip, kind === "hop" ? LEVEL : 0)
      : corners(start, tip, trunk);
  const attributes = `data-edge="${escapeMarkup(id)}" data-from="${escapeMarkup(from)}" data-to="${escapeMarkup(to)}"`;
  const inner = look === "mutual" && kind !== "way" ? `<path class="inner" d="${path}"/>` : "";
  return `<g class="edge ${kind} look-${look}" ${attributes}><title>${escapeMarkup(title)}</title><path class="line" d="${path}"/>${inner}${arrow(end, kind)}</g>`;
}

/** Length of an arrow's head. */
const ARROW = 7;
/** Room for the label of a hop, before its line bends. */
const LEVEL = 140;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Level at both ends, and for `level` pixels from the start. */
function curve(start: Point, end: Point, level: number): string {
  const from = Math.min(start.x + level, end.x - 40);
  const bend = Math.max(24, (end.x - from) / 2);
  const [x1, x2] = [from + bend, end.x - bend];
  const turn = `C${number(x1)} ${number(start.y)} ${number(x2)} ${number(end.y)} ${number(end.x)} ${number(end.y)}`;
  return `M${number(start.x)} ${number(start.y)}H${number(from)}${turn}`;
}

/** Level, then up or down at `x`, then level again. */
function corners(start: Point, end: Point, x: number): string {
  return `M${number(start.x)} ${number(start.y)}H${number(x)}V${number(end.y)}H${number(end.x)}`;
}

function arrow({ x, y }: Point, kind: Edge["kind"]): string {
  if (kind === "way") return "";
  return `<path class="head" d="M${number(x - ARROW)} ${number(y - 4)}L${number(x)} ${number(y)}L${number(x - ARROW)} ${number(y + 4)}z"/>`;
}

function drawPill({ id, look, pill, title, kind }: Edge): string {
  if (!pill) return "";
  const { x, y, width, height, text } = pill;
  const at = `translate(${number(x)} ${number(y)})`;
  return `<g class="pill ${kind} look-${look}" data-pill="${escapeMarkup(id)}" transform="${at}"><title>${escapeMarkup(title)}</title><rect width="${number(width)}" height="${number(height)}" rx="10"/><path class="icon" transform="translate(7 4)" d="${LOOK_ICONS[look]}"/><text x="23" y="14">${escapeMarkup(text)}</text></g>`;
}

function drawBox(box: Box, interactive: boolean): string {
  const { x, y, width, height, column, id, title, label, lines, rows, badges } = box;
  const labelY = column === "clients" ? Math.min(height / 2 + 4, 24) : 20;
  const text =
    column === "clients"
      ? `<text class="label" text-anchor="middle" x="${number(width / 2)}" y="${number(labelY)}">${label}</text>`
      : `<text class="label name" x="${PADDING}" y="20">${escapeMarkup(label)}</text>`;
  const small = lines.map(
    (it, index) =>
      `<text class="small" x="${PADDING}" y="${number(37 + index * 15)}">${escapeMarkup(it)}</text>`,
  );
  const thing =
    column === "clients" ? `<g>` : `<g ${thingOf(id, title, `${column} thing`, interactive)}>`;
  return [
    `<g class="box ${column}" transform="translate(${number(x)} ${number(y)})">`,
    `${thing}<title>${escapeMarkup(title)}</title><rect class="frame" width="${number(width)}" height="${number(height)}" rx="6"/>${text}${small.join("")}${drawBadges(badges, width, 8)}</g>`,
    ...rows.map((it) => drawRow(it, width, interactive)),
    "</g>",
  ].join("");
}

function drawRow(row: Row, width: number, interactive: boolean): string {
  const { id, kind, y, height, label, lines, badges, title } = row;
  const font = kind === "more" ? "small" : "name";
  const small = lines.map(
    (it, index) =>
      `<text class="small" x="${PADDING}" y="${number(31 + index * 15)}">${escapeMarkup(it)}</text>`,
  );
  return `<g ${thingOf(id, title, `row ${kind} thing`, interactive)} transform="translate(0 ${number(y)})"><title>${escapeMarkup(title)}</title><rect class="back" x="1" width="${number(width - 2)}" height="${number(height)}"/><path class="rule" d="M${PADDING} 0H${number(width - PADDING)}"/><text class="${font}" x="${PADDING}" y="15">${escapeMarkup(label)}</text>${small.join("")}${drawBadges(badges, width, 3)}</g>`;
}

function thingOf(id: string, title: string, classes: string, interactive: boolean): string {
  const common = `class="${classes}" data-id="${escapeMarkup(id)}"`;
  if (!interactive) return common;
  const spoken = escapeMarkup(title.replaceAll("\n", ". "));
  return `${common} role="button" tabindex="-1" aria-label="${spoken}"`;
}

function drawBadges(badges: readonly Badge[], width: number, y: number): string {
  let x = width - PADDING;
  return badges
    .toReversed()
    .map((it) => {
      x -= it.width;
      const at = `translate(${number(x)} ${number(y)})`;
      x -= 6;
      return `<g class="badge ${it.kind}" transform="${at}"><rect width="${number(it.width)}" height="16" rx="8"/><path class="icon" transform="translate(5 2)" d="${BADGE_ICONS[it.kind]}"/><text x="20" y="12">${escapeMarkup(it.text)}</text></g>`;
    })
    .join("");
}

const LEGEND_WIDTH = 1100;
const LEGEND_LINE = 22;

/** Below the map: what lines and colours mean. */
function drawLegend(top: number): {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
} {
  const drawn: string[] = [];
  let [x, y] = [MARGIN, top];
  for (const { look, label, meaning } of LOOKS) {
    const text = `${label}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`;
    const width = 62 + widthOf(text, SMALL_SIZE, "sans");
    if (x > MARGIN && x + width > LEGEND_WIDTH) [x, y] = [MARGIN, y + LEGEND_LINE];
    const inner = look === "mutual" ? `<path class="inner" d="M0 8H32"/>` : "";
    drawn.push(
      `<g class="edge hop look-${look}" transform="translate(${number(x)} ${number(y)})"><path class="line" d="M0 8H32"/>${inner}<text class="small" x="40" y="12">${escapeMarkup(text)}</text></g>`,
    );
    x += width;
  }
  const height = y - top + 2 * LEGEND_LINE;
  return { markup: `<g class="legend">${drawn.join("")}</g>`, width: LEGEND_WIDTH, height };
}
