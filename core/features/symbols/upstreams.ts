/** The upstream groups that a directive defines and may name. */
import type { BlockKind } from "../../config/block-kind.ts";
import type { Statement } from "../../config/statement.ts";
import { hasPlaceholder } from "../../knowledge/templates.ts";
import { familyIn, holdsEntries } from "./blocks.ts";
import { type Draft, type DraftRole, draftAt } from "./draft.ts";

export function upstreamDrafts(
  { name, args, isBlock }: Statement,
  kind: BlockKind,
): readonly Draft[] {
  const domain = familyIn(kind);
  if (domain === undefined) return [];
  const [first = "", second = ""] = args;
  if (holdsEntries(kind)) {
    return VALUE_BLOCKS.has(kind.name) && name !== "include" && args.length === 1
      ? hostDrafts(first, 0, "value", domain)
      : [];
  }
  if (name === "upstream" && isBlock) {
    if (first === "" || hasPlaceholder(first)) return [];
    return [draftAt({ kind: "upstream", role: "definition", domain }, 0, 0, first)];
  }
  if (isPass(name)) return hostDrafts(first, 0, "candidate", domain);
  if (name === "set" && first.startsWith("$") && args.length === 2) {
    const variable = first.slice(1).toLowerCase();
    return hostDrafts(second, 1, "value", domain).map((it) => ({ ...it, variable }));
  }
  return [];
}

const VALUE_BLOCKS: ReadonlySet<string> = new Set(["map", "num_map", "geo", "split_clients"]);

/** True for a directive that hands requests to a server or an upstream group. */
export function isPass(name: string): boolean {
  return name.endsWith("_pass") && name !== "upload_pass";
}

/** The variable that stands where a pass has its host, in lower case. */
export function hostVariable(text: string): string | undefined {
  const match = /^(?:(?:[a-z][\w+.-]*|\$\w+|\$\{\w+\}):\/\/)?\$(?:\{(\w+)\}|(\w+))/i.exec(text);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/** The argument of the opener that names the variable of a block of entries; negative: from the end. */
export const ENTRY_VARIABLE: Readonly<Record<string, number>> = {
  map: 1,
  num_map: 1,
  geo: -1,
  split_clients: 1,
};

/** Up to the port or the path; these variables begin with the path's slash, or with the query. */
const HOST = /^(?:(?!\$\{?(?:request_uri|uri|document_uri|is_args)\b)[^/?#:[\]])*/;

function hostDrafts(
  text: string,
  argument: number,
  role: DraftRole,
  domain: string,
): readonly Draft[] {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  const host = HOST.exec(rest)?.[0] ?? "";
  if (host === "" || host.includes("$") || hasPlaceholder(text)) return [];
  if (/^unix:/i.test(rest)) return [];
  return [draftAt({ kind: "upstream", role, domain }, argument, scheme.length, host)];
}
