/** `textDocument/hover`: what the rules of the findings under the cursor say, and why. */
import type { Hover, HoverParams } from "vscode-languageserver";
import { type Finding, RULES, type Rule } from "#core";
import type { Feature } from "./feature.ts";
import { type Server, viewOf } from "./server.ts";
import { toRange, touchesRange } from "./to-protocol.ts";

export const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onHover(guard.request("hover", (it) => hover(server, it)));
  },
};

export function hover(
  server: Server,
  { textDocument: { uri }, position }: HoverParams,
): Hover | null {
  const checked = server.checker.kept(uri);
  const range = { start: position, end: position };
  const touched = (checked?.findings ?? []).filter((it) =>
    touchesRange(it.span, checked?.files.get(it.file), range),
  );
  const [first] = touched;
  if (!checked || !first) return null;
  const rules = new Map(touched.map((it) => [it.rule, it]));
  const view = viewOf(server.workspace, checked);
  return {
    contents: { kind: "markdown", value: [...rules.values()].map(explain).join("\n\n---\n\n") },
    range: toRange(first.span, view.files.get(first.file)),
  };
}

function explain(finding: Finding): string {
  const rule: Rule | undefined = RULES.find((it) => it.id === finding.rule);
  const heading = `**${finding.rule}** ([documentation](${finding.docs}))`;
  if (!rule) return heading;
  const { summary, why, fixSafety } = rule.docs;
  const paragraphs = [`${heading}: ${summary}.`, why.trim()];
  if (fixSafety && finding.fixes.length > 0) paragraphs.push(`*Before fixing:* ${fixSafety}`);
  return paragraphs.join("\n\n");
}
