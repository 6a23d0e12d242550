/** A posture as Markdown: a line that says it all, and a table of where each part comes from. */

import {
  type LinkTo,
  link,
  linkToDirective,
  paragraphs,
  placeLink,
  plain,
  prose,
  table,
} from "../markdown.ts";
import type { Posture, PostureRow } from "../posture.ts";

export function postureTable({ summary, rows }: Posture, linkTo: LinkTo): string {
  const cells = rows.map((it) => [`**${it.label}**`, cellOf(it), sourceOf(it, linkTo)]);
  return paragraphs(`**${plain(summary)}**`, table(["", "", "from"], cells));
}

function cellOf({ value, quality }: PostureRow): string {
  return quality === "weak" ? `⚠ ${prose(value)}` : prose(value);
}

function sourceOf({ source, origins }: PostureRow, linkTo: LinkTo): string {
  const [first, ...others] = origins;
  if (!first) return prose(source);
  const more = others.map((it) => placeLink(it, linkTo));
  return [link(prose(source), linkToDirective(first, linkTo)), ...more].join(", ");
}
