/** The map and the certificates for programs. The form is described in docs/cli.md and stable. */
import type { CertificateEntry } from "./certificate-use.ts";
import { graphOf } from "./graph.ts";
import type { MapPlace, Member, TlsMap } from "./model.ts";
import { type Where, type WrittenPlace, writtenPlace } from "./where.ts";

export function mapToJson(map: TlsMap, where: Where): string {
  const { nodes, edges } = graphOf(map);
  const written = {
    version: 1,
    file: where.nameOf(map.file),
    nodes: nodes.map(({ id, kind, family, label, parent, messages, ...it }) => ({
      id,
      kind,
      family,
      label,
      parent: parent ?? null,
      place: placeOrNull(it.place, where),
      members: it.members.map((member) => writtenMember(member, where)),
      certificate: it.certificate ?? null,
      findings: it.tally,
      messages,
    })),
    edges: edges.map(({ protection, place, look: _, ...it }) => ({
      ...it,
      ...(protection && {
        protection: protection.verdict,
        local: protection.local,
        summary: protection.summary,
      }),
      place: placeOrNull(place, where),
    })),
  };
  return `${JSON.stringify(written, undefined, 2)}\n`;
}

export function certificatesToJson(entries: readonly CertificateEntry[], where: Where): string {
  const certificates = entries.map(({ notBefore, notAfter, places, uses, path, ...it }) => ({
    ...it,
    path: path ?? null,
    daysLeft: it.daysLeft ?? null,
    notBefore: isoTime(notBefore),
    notAfter: isoTime(notAfter),
    places: places.map((member) => writtenMember(member, where)),
    uses: uses.map((member) => writtenMember(member, where)),
  }));
  return `${JSON.stringify({ version: 1, certificates }, undefined, 2)}\n`;
}

function writtenMember({ label, place }: Member, where: Where) {
  return { label, place: placeOrNull(place, where) };
}

function placeOrNull(place: MapPlace | undefined, where: Where): WrittenPlace | null {
  return place ? writtenPlace(place, where) : null;
}

function isoTime(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
