/** The map as a page: the picture, what it means, the certificates over time, and all of it as tables. */
import type { CertificateEntry } from "./certificate-use.ts";
import { LOOKS } from "./look.ts";
import { escapeMarkup } from "./markup.ts";
import type { TlsMap } from "./model.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { mapToSvg } from "./svg.ts";
import { MAP_STYLE } from "./svg-style.ts";
import { certificateTable, connectionTable } from "./tables.ts";
import { timelineSvg } from "./timeline.ts";
import type { Where } from "./where.ts";

export interface PageFacts {
  readonly map: TlsMap;
  readonly certificates: readonly CertificateEntry[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly where: Where;
}

export interface PageOptions {
  /** Marks the page's own style and script; nothing else is allowed to count. */
  readonly nonce: string;
  /** What makes the page move; see `page/`. */
  readonly script: string;
  /** In an editor: places can be gone to, and there are buttons for exports. */
  readonly embedded?: boolean;
}

/** One document without any reference to the outside. */
export function mapToHtml(facts: PageFacts, options: PageOptions): string {
  const name = escapeMarkup(facts.where.nameOf(facts.map.file));
  const heading = `<h1>TLS map <span>of ${name}</span></h1>`;
  return documentOf(`TLS map of ${name}`, heading + tools(options), mapContent(facts), options);
}

/** What changes with the configuration: the inside of the page's `main`. */
export function mapContent({ map, certificates, now, where }: PageFacts): string {
  return [
    `<div class="scroller">${mapToSvg(map, { interactive: true, where })}</div>`,
    legend(),
    `<div id="details" role="status">Choose something in the map to read more about it.</div>`,
    certificateSection(certificates, now, where),
    `<section><h2>Connections in words</h2><div class="scroller">${connectionTable(map, where)}</div></section>`,
  ].join("\n");
}

/** The certificate timeline as a page of its own. */
export function certificatesToHtml(
  { certificates, now, where, map }: PageFacts,
  options: PageOptions,
): string {
  const name = escapeMarkup(where.nameOf(map.file));
  const heading = `<h1>Certificates <span>of ${name}</span></h1>`;
  const content = certificateSection(certificates, now, where);
  return documentOf(`Certificates of ${name}`, heading, content, options);
}

function certificateSection(
  entries: readonly CertificateEntry[],
  now: number,
  where: Where,
): string {
  if (entries.length === 0) return "<section><p>No certificate is named.</p></section>";
  const picture = `<div class="scroller">${timelineSvg(entries, now)}</div>`;
  return `<section><h2>Certificates over time</h2>${picture}<div class="scroller">${certificateTable(entries, where)}</div></section>`;
}

function documentOf(
  title: string,
  header: string,
  content: string,
  { nonce, script, embedded = false }: PageOptions,
): string {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${nonce}">${MAP_STYLE}${PAGE_STYLE}</style>
</head>
<body${embedded ? ' data-embedded="true"' : ""}>
<header>${header}</header>
<main id="content">
${content}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

function tools({ embedded = false }: PageOptions): string {
  const exports = embedded
    ? `<button type="button" data-export="svg">Export SVG</button><button type="button" data-export="html">Export HTML</button>`
    : "";
  return `<div class="tools" role="toolbar" aria-label="Map">
<label>Find <input id="filter" type="search" placeholder="name, path, address" aria-describedby="status"></label>
<label>Show <select id="only"><option value="">everything</option><option value="plain">not encrypted</option><option value="unverified">not verified</option><option value="findings">with findings</option></select></label>
<button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="reset">100 %</button><button type="button" data-zoom="in" aria-label="Zoom in">+</button><button type="button" data-zoom="fit">Fit width</button>${exports}
<span id="status" role="status"></span></div>`;
}

function legend(): string {
  const entries = LOOKS.map(({ look, label, meaning }) => {
    const line = `<path class="line" d="M0 6H32"/>`;
    const inner = look === "mutual" ? `<path class="inner" d="M0 6H32"/>` : "";
    return `<li><svg class="tls-map" width="32" height="12" aria-hidden="true"><g class="edge hop look-${look}">${line}${inner}</g></svg><b>${label}</b>: ${meaning}</li>`;
  });
  return `<ul class="legend" aria-label="Legend">${entries.join("")}</ul>`;
}
