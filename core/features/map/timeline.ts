/** Draws when certificates are valid, around today, as SVG. */
import { DAY } from "../../certificates/days.ts";
import type { CertificateEntry } from "./certificate-use.ts";
import { validityInWords } from "./marks.ts";
import { escapeMarkup, number } from "./markup.ts";
import { cutEnd, elide } from "./measure.ts";
import { dayOf } from "./where.ts";

const LABEL_WIDTH = 300;
const CHART_WIDTH = 560;
const NOTE_WIDTH = 190;
const ROW = 34;
const TOP = 30;
/** What is shown of the past and of the future; bars go on beyond. */
const PAST = 120 * DAY;
const FUTURE = 500 * DAY;

/** Only certificates that were read; empty text if there are none. `now`: milliseconds since 1970. */
export function timelineSvg(entries: readonly CertificateEntry[], now: number): string {
  const drawn = entries.filter((it) => it.notAfter !== undefined);
  if (drawn.length === 0) return "";
  const width = LABEL_WIDTH + CHART_WIDTH + NOTE_WIDTH;
  const height = TOP + drawn.length * ROW + 12;
  const today = number(xOf(now, now));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="tls-map timeline" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="When certificates are valid">`,
    ...ticks(now).map((time) => drawTick(time, now, height)),
    ...drawn.map((it, index) => drawEntry(it, TOP + index * ROW, now)),
    `<path class="today" d="M${today} ${TOP - 8}V${height - 8}"/><text class="label" text-anchor="middle" x="${today}" y="14">today</text>`,
    "</svg>",
  ].join("\n");
}

function xOf(time: number, now: number): number {
  const part = (time - now + PAST) / (PAST + FUTURE);
  return LABEL_WIDTH + Math.min(1, Math.max(0, part)) * CHART_WIDTH;
}

/** The first days of quarters in sight. */
function ticks(now: number): readonly number[] {
  const start = new Date(now - PAST);
  const months = Array.from({ length: 24 }, (_, index) => start.getUTCMonth() + 1 + index);
  return months
    .map((it) => Date.UTC(start.getUTCFullYear(), it, 1))
    .filter((it) => new Date(it).getUTCMonth() % 3 === 0 && it < now + FUTURE);
}

function drawTick(time: number, now: number, height: number): string {
  const x = xOf(time, now);
  const isNearToday = Math.abs(x - xOf(now, now)) < 50;
  const line = `<path class="rule" d="M${number(x)} ${TOP - 8}V${height - 8}"/>`;
  const text = `<text class="small" text-anchor="middle" x="${number(x)}" y="14">${dayOf(time).slice(0, 7)}</text>`;
  return isNearToday ? line : line + text;
}

function drawEntry(entry: CertificateEntry, y: number, now: number): string {
  const { notBefore = now, notAfter = now, state, daysLeft = 0, name, subject } = entry;
  const [left, right] = [xOf(notBefore, now), xOf(notAfter, now)];
  const room = LABEL_WIDTH - 16;
  const words = validityInWords(state, daysLeft);
  const title = [
    name,
    subject,
    `${dayOf(notBefore)} to ${dayOf(notAfter)}: ${words}`,
    `Used by ${entry.uses.map((it) => it.label).join(", ")}`,
  ].join("\n");
  return [
    `<g class="entry state-${state}"><title>${escapeMarkup(title)}</title>`,
    `<text class="name" x="0" y="${y + 12}">${escapeMarkup(elide(labelOf(entry), room, 12, "mono"))}</text>`,
    `<text class="small" x="0" y="${y + 26}">${escapeMarkup(cutEnd(subject, room, 11))}</text>`,
    `<rect class="bar" x="${number(left)}" y="${y + 5}" width="${number(Math.max(3, right - left))}" height="14" rx="3"/>`,
    `<text class="note" x="${LABEL_WIDTH + CHART_WIDTH + 10}" y="${y + 16}">${escapeMarkup(words)}</text></g>`,
  ].join("");
}

/** The end of the path says most. */
function labelOf({ name, index }: CertificateEntry): string {
  const short = name.split("/").slice(-2).join("/");
  return index === 0 ? short : `${short}, chain ${index}`;
}
