/** Things of the map in full sentences, for tooltips and screen readers. */

import { counted } from "../../text.ts";
import { labelOf, lookOf } from "./look.ts";
import type { MapListener, MapRoute, MapServer, MapThing, Tally } from "./model.ts";

export function titleOf({ label, tally, messages }: MapThing, kind: string): string {
  return lines(`${kind} ${label}`, ...countsOf(tally), ...messages);
}

export function titleOfListener(listener: MapListener): string {
  const { sockets, protection, tally, messages, protocols } = listener;
  const look = labelOf(lookOf(protection, "clients"));
  return lines(
    `Listener ${sockets.join(", ")}: ${look}`,
    protection.summary,
    protocols.join(", "),
    ...countsOf(tally),
    ...messages,
  );
}

export function titleOfServer(server: MapServer): string {
  const { label, names, alike, certificate, tally, messages } = server;
  const others = names.filter((it) => it !== label);
  return lines(
    `Server ${label}`,
    others.length > 0 ? `Also ${others.join(", ")}` : "",
    alike.length > 0 ? `Alike: ${alike.map((it) => it.label).join(", ")}` : "",
    certificate ? `Certificate ${certificate.text}` : "",
    ...countsOf(tally),
    ...messages,
  );
}

export function titleOfRoute({ label, hop, action, tally, messages }: MapRoute): string {
  if (!hop) return action;
  const look = labelOf(lookOf(hop.protection, "upstream"));
  return lines(
    `${label}: ${action}: ${look}`,
    hop.protection.summary,
    hop.certificate ? `Certificate ${hop.certificate.text}` : "",
    ...countsOf(tally),
    ...messages,
  );
}

export function countsOf(tally: Tally): readonly string[] {
  const counts = (["error", "warning"] as const)
    .filter((it) => tally[it] > 0)
    .map((it) => counted(tally[it], it));
  return counts.length > 0 ? [counts.join(", ")] : [];
}

function lines(...all: readonly string[]): string {
  return all.filter((it) => it !== "").join("\n");
}
