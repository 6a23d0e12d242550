/** `textDocument/completion`, and `completionItem/resolve` for documentation, which is long. */
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from "vscode-languageserver";
import {
  type Completion,
  type CompletionItem as CoreItem,
  complete,
  documentationOf,
  type ItemKind,
  type SourceFile,
} from "#core";
import type { CompletionSupport } from "./completion-support.ts";
import { type Feature, opened } from "./feature.ts";
import type { Server } from "./server.ts";
import { offsetAt, toRange } from "./to-protocol.ts";

/** A space only asks where values follow: at the beginning of a statement nothing is answered. */
const TRIGGERS = ["$", "/", ":", "@", "=", '"', "'", "{", " "];

export const completionFeature: Feature = {
  capabilities: ({ completion }) => ({
    completionProvider: {
      triggerCharacters: TRIGGERS,
      resolveProvider: true,
      ...(completion.labelDetails && { completionItem: { labelDetailsSupport: true } }),
    },
  }),
  listen: (server, guard) => {
    const { connection } = server.workspace;
    connection.onCompletion(guard.request("completion", (it) => completion(server, it)));
    connection.onCompletionResolve(guard.request("completion", (it) => resolve(server, it)));
  },
};

async function completion(
  server: Server,
  { textDocument, position, context }: CompletionParams,
): Promise<CompletionList | null> {
  const found = await opened(server, textDocument);
  if (!found) return null;
  const { file, configs } = found;
  const { session, support } = server.workspace;
  const trigger = context?.triggerCharacter;
  const answer = await complete({
    configs,
    file,
    offset: offsetAt(file, position),
    files: session,
    silenceable: {
      rules: session.rules,
      findings: async () => (await server.checker.check(textDocument.uri))?.findings ?? [],
    },
    ...(trigger !== undefined && { trigger }),
  });
  return answer ? toList(answer, file, support) : null;
}

async function resolve(server: Server, item: CompletionItem): Promise<CompletionItem> {
  const documented = documentedBy(item.data);
  if (!documented) return item;
  const value = documentationOf(documented, await server.documentation());
  return value === undefined ? item : { ...item, documentation: { kind: "markdown", value } };
}

type Support = Server["workspace"]["support"];

/** The ranges that items take: the whole word, or only what stands before the cursor. */
interface Ranges {
  readonly insert: Range;
  readonly replace: Range;
}

function toList(
  { items, ...spans }: Completion,
  file: SourceFile,
  client: Support,
): CompletionList {
  const { completion: support } = client;
  const ranges = { insert: toRange(spans.insert, file), replace: toRange(spans.replace, file) };
  const sorted = items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => b.item.rank - a.item.rank || a.index - b.index);
  return {
    isIncomplete: false,
    ...(support.defaultRange && {
      itemDefaults: { editRange: support.insertReplace ? ranges : ranges.replace },
    }),
    items: sorted.map(({ item }, order) => toItem(item, order, ranges, client)),
  };
}

function toItem(item: CoreItem, order: number, ranges: Ranges, client: Support): CompletionItem {
  const { completion: support, suggestCommand } = client;
  const asks = item.continues && suggestCommand !== undefined;
  const snippet = support.snippets ? snippetOf(item, asks) : undefined;
  const data = dataOf(item);
  return {
    label: item.label,
    kind: KINDS[item.kind],
    sortText: String(order).padStart(4, "0"),
    ...(item.filter !== undefined && { filterText: item.filter }),
    ...editOf(snippet ?? item.insert, item.label, ranges, support),
    ...(snippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(item.insert.includes("\n") &&
      support.adjustsIndentation && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...detailOf(item.detail, support),
    ...(item.documentation !== undefined && {
      documentation: { kind: "markdown", value: item.documentation },
    }),
    ...(item.deprecated && deprecation(support)),
    ...(item.preselect && { preselect: true }),
    ...(data && { data }),
    ...(asks && { command: { title: "Suggest", command: suggestCommand } }),
  };
}

/** Where values are offered at once, the name of the value would stand in the way. */
function snippetOf({ snippet }: CoreItem, asks: boolean | undefined): string | undefined {
  return asks ? snippet?.replace(/\$\{1:(?:\\.|[^\\}])*\}/, "$$1") : snippet;
}

function editOf(
  newText: string,
  label: string,
  { insert, replace }: Ranges,
  support: CompletionSupport,
): Partial<CompletionItem> {
  if (support.defaultRange) return newText === label ? {} : { textEditText: newText };
  return {
    textEdit: support.insertReplace ? { newText, insert, replace } : { newText, range: replace },
  };
}

function detailOf(
  detail: string | undefined,
  { labelDetails }: CompletionSupport,
): Partial<CompletionItem> {
  if (detail === undefined) return {};
  return labelDetails ? { labelDetails: { description: detail } } : { detail };
}

function deprecation({ deprecatedTag }: CompletionSupport): Partial<CompletionItem> {
  return deprecatedTag ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true };
}

const KINDS: Readonly<Record<ItemKind, CompletionItemKind>> = {
  directive: CompletionItemKind.Property,
  block: CompletionItemKind.Class,
  value: CompletionItemKind.EnumMember,
  parameter: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  reference: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  text: CompletionItemKind.Text,
  recipe: CompletionItemKind.Snippet,
};

/** What comes back with `completionItem/resolve`: as short as can be, for there are hundreds. */
function dataOf({
  directive,
  variable,
  parameterOf,
  label,
}: CoreItem): readonly string[] | undefined {
  if (parameterOf) return [parameterOf.name, parameterOf.page, "", label];
  if (directive) return [directive.name, directive.page, directive.module];
  return variable && [variable.name, variable.family];
}

function documentedBy(data: unknown): Parameters<typeof documentationOf>[0] | undefined {
  if (!Array.isArray(data) || !data.every((it) => typeof it === "string")) return undefined;
  const [name = "", page = "", module, word] = data;
  if (word !== undefined) return { parameter: { name, page, word } };
  if (module !== undefined) return { directive: { name, page, module } };
  return page === "http" || page === "stream" ? { variable: { name, family: page } } : undefined;
}
