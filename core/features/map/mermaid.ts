/** The map as a Mermaid flowchart, for Markdown. */
import { type GraphEdge, type GraphNode, graphOf } from "./graph.ts";
import { type Look, labelOf } from "./look.ts";
import type { TlsMap } from "./model.ts";

export function mapToMermaid(map: TlsMap): string {
  const { nodes, edges } = graphOf(map);
  const names = new Map(nodes.map((it, index) => [it.id, `n${index}`]));
  const nameOf = (id: string) => names.get(id) ?? "unknown";
  const inside = (server: GraphNode) => nodes.filter((it) => it.parent === server.id);
  const lines = ["flowchart LR"];
  for (const node of nodes) {
    if (node.parent !== undefined) continue;
    if (node.kind !== "server") {
      lines.push(`  ${nameOf(node.id)}${shapeOf(node)}`);
      continue;
    }
    lines.push(`  subgraph ${nameOf(node.id)}["${escaped(labelled(node))}"]`);
    for (const it of inside(node)) lines.push(`    ${nameOf(it.id)}["${escaped(labelled(it))}"]`);
    lines.push("  end");
  }
  for (const it of edges) lines.push(`  ${nameOf(it.from)} ${arrowOf(it)} ${nameOf(it.to)}`);
  for (const [look, colour] of Object.entries(COLOURS)) {
    const numbers = edges.flatMap((it, index) => (it.look === look ? index : []));
    if (numbers.length > 0) lines.push(`  linkStyle ${numbers.join(",")} stroke:${colour}`);
  }
  return `${lines.join("\n")}\n`;
}

function shapeOf(node: GraphNode): string {
  const text = escaped(labelled(node));
  if (node.kind === "clients") return `(["${text}"])`;
  return node.kind === "upstream" ? `[("${text}")]` : `["${text}"]`;
}

const MOST_MEMBERS = 4;

function labelled({ kind, label, members, certificate }: GraphNode): string {
  const lines = [kind === "listener" ? `listen ${label}` : label];
  if (kind === "upstream") {
    lines.push(...members.slice(0, MOST_MEMBERS).map((it) => it.label));
    if (members.length > MOST_MEMBERS) lines.push(`and ${members.length - MOST_MEMBERS} more`);
  }
  if (certificate) lines.push(`certificate ${certificate.state.replaceAll("-", " ")}`);
  return lines.join("\n");
}

/** Readable on white and on black. */
const COLOURS: Readonly<Record<Look, string>> = {
  plain: "#d1372c",
  local: "#7d8590",
  tls: "#2f81f7",
  unverified: "#b87700",
  verified: "#2da44e",
  mutual: "#a371f7",
  unknown: "#7d8590",
};

function arrowOf({ look }: GraphEdge): string {
  if (look === undefined) return "---";
  const text = `"${labelOf(look)}"`;
  if (look === "plain" || look === "local" || look === "unknown") return `-.->|${text}|`;
  return look === "mutual" ? `==>|${text}|` : `-->|${text}|`;
}

/** Mermaid's own entities: `#quot;` and `#35;`. */
function escaped(text: string): string {
  return text
    .replaceAll("#", "#35;")
    .replaceAll('"', "#quot;")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;")
    .replaceAll("`", "#96;")
    .replaceAll("\n", "<br>");
}
