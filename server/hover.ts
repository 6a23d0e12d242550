/** `textDocument/hover`: what stands under the cursor, and why the findings there matter. */
import type { Hover, HoverParams } from "vscode-languageserver";
import { asksForFiles, type Finding, type HoverText, hoverAt, RULES, type Rule } from "#core";
import { type Asked, asked, type Feature } from "./feature.ts";
import { linkTo } from "./links.ts";
import { type Server, viewOf } from "./server.ts";
import { toRange, touchesRange } from "./to-protocol.ts";

export const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.onHover(guard.request("hover", (it) => hover(server, it)));
  },
};

async function hover(server: Server, params: HoverParams): Promise<Hover | null> {
  const found = await asked(server, params);
  if (!found) return null;
  const facts = await factsAt(server, found);
  const rules = rulesAt(server, params);
  const range = facts ? toRange(facts.span, found.file) : rules?.range;
  const texts = [facts?.markdown, ...(rules?.texts ?? [])].filter((it) => it !== undefined);
  if (texts.length === 0) return null;
  return {
    contents: {
      kind: server.workspace.support.markdownHover ? "markdown" : "plaintext",
      value: texts.join("\n\n---\n\n"),
    },
    ...(range && { range }),
  };
}

async function factsAt(server: Server, found: Asked): Promise<HoverText | undefined> {
  const { configs, cursor } = found;
  const { session, uris } = server.workspace;
  return hoverAt({
    configs,
    cursor,
    documentation: await server.documentation(),
    files: asksForFiles(cursor) ? await session.inspect(configs[0]) : new Map(),
    now: Date.now(),
    linkTo: linkTo(uris),
  });
}

function rulesAt(
  server: Server,
  { textDocument: { uri }, position }: HoverParams,
): { readonly texts: readonly string[]; readonly range: Hover["range"] } | undefined {
  const checked = server.checker.kept(uri);
  const range = { start: position, end: position };
  const touched = (checked?.findings ?? []).filter((it) =>
    touchesRange(it.span, checked?.files.get(it.file), range),
  );
  const [first] = touched;
  if (!checked || !first) return undefined;
  const view = viewOf(server.workspace, checked);
  const rules = new Map(touched.map((it) => [it.rule, it]));
  return {
    texts: [...rules.values()].map(explain),
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
