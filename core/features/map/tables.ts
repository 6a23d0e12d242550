/** What the pictures show, as HTML tables: for screen readers, for searching and for copying. */
import type { CertificateEntry } from "./certificate-use.ts";
import { labelOf, lookOf } from "./look.ts";
import { validityInWords } from "./marks.ts";
import { escapeMarkup } from "./markup.ts";
import type { MapPlace, MapSection, TlsMap } from "./model.ts";
import { countsOf } from "./titles.ts";
import { dayOf, placeText, type Where } from "./where.ts";

/** Every connection, those that are drawn as one each by itself. */
export function connectionTable({ sections }: TlsMap, where: Where): string {
  const rows = sections.flatMap((it) => [...listenerRows(it, where), ...hopRows(it, where)]);
  const heads = ["From", "To", "Protection", "In detail", "Findings", "Where"];
  return table("connections", "Connections", heads, rows);
}

function listenerRows({ listeners, servers }: MapSection, where: Where): string[] {
  const names = new Map(servers.map((it) => [it.id, it.label]));
  return listeners.map(({ id, sockets, protection, tally, place, servers: own }) => {
    const answering = own.flatMap((it) => names.get(it) ?? []).join(", ");
    return row(id, [
      cell("Clients"),
      cell(`${sockets.join(", ")} (${answering})`),
      protectionCell(lookOf(protection, "clients")),
      cell(protection.summary),
      cell(countsOf(tally).join("")),
      placeCell(id, place, where),
    ]);
  });
}

function hopRows({ servers, upstreams }: MapSection, where: Where): string[] {
  const names = new Map(upstreams.map((it) => [it.id, it.label]));
  return servers.flatMap(({ label, alike, routes }) =>
    routes.flatMap(({ id, hop, members, tally }) => {
      if (!hop) return [];
      const server = alike.length > 0 ? `${label} and ${alike.length} alike` : label;
      const certificate = hop.certificate ? `; certificate ${hop.certificate.text}` : "";
      return members.map((member) =>
        row(id, [
          cell(`${server} ${member.label}`),
          cell(names.get(hop.target) ?? ""),
          protectionCell(lookOf(hop.protection, "upstream")),
          cell(hop.protection.summary + certificate),
          cell(countsOf(tally).join("")),
          placeCell(id, member.place, where),
        ]),
      );
    }),
  );
}

export function certificateTable(entries: readonly CertificateEntry[], where: Where): string {
  const heads = [
    "File",
    "Subject",
    "Names",
    "Issuer",
    "Key",
    "Valid from",
    "Until",
    "State",
    "Used by",
  ];
  const rows = entries.map((it) => {
    const { name, role, index, subject, names, issuer, key, notBefore, notAfter, uses } = it;
    const chain = index > 0 ? `, chain ${index}` : "";
    const state = it.state === "unread" ? subject : validityInWords(it.state, it.daysLeft ?? 0);
    return row("", [
      cell(`${name}${chain}${role === "trust" ? " (CA)" : ""}`),
      cell(it.state === "unread" ? "" : subject),
      cell(names.join(", ")),
      cell(issuer),
      cell(key),
      dayCell(notBefore),
      dayCell(notAfter),
      `<td class="state-${it.state}">${escapeMarkup(state)}</td>`,
      cell(uses.map(({ label, place }) => `${label} (${placeText(place, where)})`).join(", ")),
    ]);
  });
  return table("certificates", "Certificates", heads, rows);
}

function table(id: string, caption: string, heads: readonly string[], rows: readonly string[]) {
  const head = heads.map((it) => `<th scope="col">${it}</th>`).join("");
  return `<table id="${id}" class="tls-words"><caption>${caption}</caption><thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function row(id: string, cells: readonly string[]): string {
  const attribute = id === "" ? "" : ` data-row="${escapeMarkup(id)}"`;
  return `<tr${attribute}>${cells.join("")}</tr>`;
}

function cell(text: string): string {
  return `<td>${escapeMarkup(text)}</td>`;
}

function dayCell(time: number | undefined): string {
  return `<td class="day">${time === undefined ? "" : dayOf(time)}</td>`;
}

function protectionCell(look: ReturnType<typeof lookOf>): string {
  return `<td class="look-${look}"><span class="word">${labelOf(look)}</span></td>`;
}

function placeCell(id: string, place: MapPlace | undefined, where: Where): string {
  const text = escapeMarkup(placeText(place, where));
  return `<td class="where"><span data-place-of="${escapeMarkup(id)}">${text}</span></td>`;
}
